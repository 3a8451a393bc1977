import type { TestProject } from "vitest/node";
import { migrateToLatest } from "../migrate";
import { openTemporaryDatabase } from "./temporary-database";

declare module "vitest" {
  export interface ProvidedContext {
    databaseUrl: string;
    /** A migrated database that nobody is connected to, to be copied; its name on the same server. */
    migratedDatabase: string;
  }
}

/** A new, migrated database for this run, on TEST_DATABASE_URL's server or on a private one; gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await openTemporaryDatabase(process.env.TEST_DATABASE_URL, {
    name: "test",
    server: { durable: false, detached: false },
  });
  await migrateToLatest(database.url);
  const migrated = await openTemporaryDatabase(database.url, {
    name: "migrated",
    copyOf: nameOf(database.url),
  });
  project.provide("databaseUrl", database.url);
  project.provide("migratedDatabase", nameOf(migrated.url));
  return async () => {
    await migrated.remove();
    await database.remove();
  };
}

function nameOf(databaseUrl: string): string {
  return new URL(databaseUrl).pathname.slice(1);
}
