import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { migrateToLatest } from "../migrate";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

/** A new database for this run on TEST_DATABASE_URL's server, migrated, and dropped at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) throw new Error("TEST_DATABASE_URL is not set.");
  const name = `purser_test_${process.pid}_${Date.now()}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  await migrateToLatest(url.href);
  project.provide("databaseUrl", url.href);
  return async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  };
}
