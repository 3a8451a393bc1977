import { afterAll, inject } from "vitest";
import { type Db, openDb, type Tx } from "../client";

/** A pool on the run's database, closed after the file. For races: the rows it writes are committed. */
export function useTestDb(poolSize = 10): Db {
  const { db, close } = openDb(inject("databaseUrl"), poolSize);
  afterAll(close);
  return db;
}

class RollBack extends Error {}

/** Runs a test in a transaction that is always rolled back; a nested `transaction()` becomes a savepoint. */
export async function inTestTransaction(db: Db, test: (tx: Tx) => Promise<void>): Promise<void> {
  await db
    .transaction(async (tx) => {
      await test(tx);
      throw new RollBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RollBack)) throw error;
    });
}
