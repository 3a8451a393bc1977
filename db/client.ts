import type { ExtractTablesWithRelations } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase, type PostgresJsTransaction } from "drizzle-orm/postgres-js";
import postgres, { type Sql, type TransactionSql } from "postgres";
import * as schema from "./schema";

export type Db = PostgresJsDatabase<typeof schema>;
export type Tx = PostgresJsTransaction<typeof schema, ExtractTablesWithRelations<typeof schema>>;
/** Either of the two: a verb that takes it joins the caller's transaction. */
export type Conn = Db | Tx;

/** A process that froze inside a transaction must not hold up everybody else's budgets. */
const IDLE_IN_TRANSACTION_MS = 2_000;
const RECONNECT_SECONDS_MAX = 1;

/** Opens a pool of its own; the caller ends it with `close`. */
export function openDb(url: string, poolSize = 10): { db: Db; close: () => Promise<void> } {
  const client = postgres(url, {
    max: poolSize,
    onnotice: () => undefined,
    connect_timeout: 10,
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, RECONNECT_SECONDS_MAX),
    connection: {
      application_name: "purser",
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    },
  });
  return { db: drizzle(preparing(client), { schema }), close: () => client.end({ timeout: 5 }) };
}

/**
 * Drizzle sends its statements as `unsafe`, which describes and plans each anew and takes two round trips. Prepared,
 * they take one, and several of a transaction can be under way at once.
 */
function preparing<T extends Sql | TransactionSql>(client: T): T {
  return new Proxy(client, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (name === "unsafe") {
        return (query: string, parameters: unknown[] = [], options = {}) =>
          value.call(target, query, parameters, { ...options, prepare: true });
      }
      if (name === "begin" || name === "savepoint") {
        return (...args: unknown[]) => {
          const run = args.at(-1);
          if (typeof run !== "function") return value.apply(target, args);
          return value.call(target, ...args.slice(0, -1), (tx: TransactionSql) => run(preparing(tx)));
        };
      }
      return value;
    },
  });
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
