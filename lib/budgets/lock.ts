import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { readClock } from "@/db/clock";

const BUDGETS_LOCK = 0x62756467;

/**
 * Admission and settlement share this lock; a change of a budget takes it alone, until its transaction ends.
 * So a budget's counters can be read anew from the ledger while nothing moves.
 */
export function budgetsLock(mode: "shared" | "alone"): SQL {
  return mode === "shared"
    ? sql`select pg_advisory_xact_lock_shared(${BUDGETS_LOCK})`
    : sql`select pg_advisory_xact_lock(${BUDGETS_LOCK})`;
}

/** Takes the lock alone until the transaction ends; answers the instant, by the database's clock, at which it had it. */
export async function lockBudgetsAlone(tx: Conn): Promise<Date> {
  await tx.execute(budgetsLock("alone"));
  return readClock(tx);
}
