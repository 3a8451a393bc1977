import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { openDataDir } from "../../scripts/launch/paths";
import { removeDataDir, startPostgres } from "../../scripts/launch/postgres";
import { migrateToLatest } from "../migrate";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

type Server = { url: string; remove: () => Promise<void> };

/** A new, migrated database for this run, on TEST_DATABASE_URL's server or on a private one; gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? await onGivenServer(given) : await onPrivateServer();
  await migrateToLatest(server.url);
  project.provide("databaseUrl", server.url);
  return server.remove;
}

async function onGivenServer(serverUrl: string): Promise<Server> {
  const name = `purser_test_${process.pid}_${Date.now()}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const remove = async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { url: url.href, remove };
}

async function onPrivateServer(): Promise<Server> {
  const dataDir = await openDataDir(await mkdtemp(join(tmpdir(), "purser-test-")));
  // The database's user, where it is not ours, must pass through.
  await chmod(dataDir, 0o711);
  const server = await startPostgres(dataDir, { durable: false, detached: false });
  const remove = async () => {
    await server.stop();
    await removeDataDir(dataDir);
  };
  return { url: server.url, remove };
}
