import { afterAll, inject } from "vitest";
import { type Db, openDb, type Tx } from "../client";

/** A pool on the run's database, closed after the file. For races: the rows it writes are committed. */
export function useTestDb(poolSize = 10): Db {
  const { db, close } = openDb(inject("databaseUrl"), poolSize);
  afterAll(close);
  return db;
}

class RollBack extends Error {}

const RUNS_MAX = 4;

/**
 * Runs a test in a transaction that is always rolled back; a nested `transaction()` becomes a savepoint. What the
 * product does in transactions of its own lies in a single one here, so that two tests may each wait for a lock of the
 * other: the one that the database ends begins again, and nothing of it was stored.
 */
export async function inTestTransaction(db: Db, test: (tx: Tx) => Promise<void>): Promise<void> {
  for (let run = 1; ; run++) {
    const error = await db
      .transaction(async (tx) => {
        await test(tx);
        throw new RollBack();
      })
      .catch((thrown: unknown) => thrown);
    if (error instanceof RollBack) return;
    if (run === RUNS_MAX || !isDeadlock(error)) throw error;
  }
}

function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ("code" in error && error.code === "40P01") || isDeadlock(error.cause);
}
