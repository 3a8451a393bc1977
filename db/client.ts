import type { ExtractTablesWithRelations } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Db = PostgresJsDatabase<typeof schema>;
export type Tx = PostgresJsTransaction<typeof schema, ExtractTablesWithRelations<typeof schema>>;
/** Either of the two: a verb that takes it joins the caller's transaction. */
export type Conn = Db | Tx;

/** Opens a pool of its own; the caller ends it with `close`. */
export function openDb(url: string, poolSize = 10): { db: Db; close: () => Promise<void> } {
  const client = postgres(url, {
    max: poolSize,
    onnotice: () => undefined,
    connection: { application_name: "purser" },
  });
  return { db: drizzle(client, { schema }), close: () => client.end({ timeout: 5 }) };
}

type Shared = { purserDb?: { db: Db; close: () => Promise<void> } };
const shared = globalThis as Shared;

/** The process's pool, opened at first use from DATABASE_URL. One per process, also under hot reload. */
export function getDb(): Db {
  if (!shared.purserDb) {
    const url = process.env.DATABASE_URL;
    if (!url) throw new Error("DATABASE_URL is not set: start Purser with npm start, which provides it.");
    shared.purserDb = openDb(url);
  }
  return shared.purserDb.db;
}

/** Ends the process's pool, if it was opened. */
export async function closeDb(): Promise<void> {
  const open = shared.purserDb;
  delete shared.purserDb;
  await open?.close();
}
