import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type ClosedReservation, closeReservation, recordUsage, type UsageEntry } from "@/lib/ledger";
import { log } from "@/lib/log";
import type { PicoUsd } from "@/lib/money";
import { lockBudgets } from "./lock";
import { dayOf, monthOf } from "./periods";

export type Settlement = Omit<UsageEntry, "occurredAt" | "day" | "month" | "overrunPicoUsd"> & {
  timeZone: string;
};

/**
 * Posts an attempt: the hold is lowered, the cost is spent, the entry and the roll-ups are written, all in the
 * caller's transaction. False, and nothing written, when the attempt was settled before.
 */
export async function settle(tx: Conn, settlement: Settlement): Promise<boolean> {
  const { timeZone, ...usage } = settlement;
  await lockBudgets(tx, "shared");
  const closed = await closeReservation(tx, usage.attemptId, "posted");
  if (!closed) return false;
  const overrun = usage.costPicoUsd - closed.amountPicoUsd;
  if (overrun > 0n) {
    const { attemptId, provider, model } = usage;
    log.error(
      { attemptId, provider, model, overrunPicoUsd: String(overrun) },
      "a provider charged more than was held",
    );
  }
  await recordUsage(tx, {
    ...usage,
    overrunPicoUsd: overrun > 0n ? overrun : 0n,
    occurredAt: closed.occurredAt,
    day: dayOf(closed.occurredAt, timeZone),
    month: monthOf(closed.occurredAt, timeZone),
  });
  // Last, since every member shares the organisation's row.
  await lower(tx, closed, usage.costPicoUsd);
  return true;
}

/** Gives a hold back without a cost. False when the attempt was settled before. */
export async function release(tx: Conn, attemptId: string, state: "voided" | "expired"): Promise<boolean> {
  await lockBudgets(tx, "shared");
  const closed = await closeReservation(tx, attemptId, state);
  if (!closed) return false;
  await lower(tx, closed, 0n);
  return true;
}

async function lower(tx: Conn, closed: ClosedReservation, costPicoUsd: PicoUsd): Promise<void> {
  await tx.execute(sql`
    with held as (
      select p.budget_id, p.starts_at from budget_periods p
      join reservation_budgets b using (budget_id, starts_at)
      where b.reservation_id = ${closed.id}
      order by p.budget_id for update of p)
    update budget_periods p
    set reserved_pico_usd = p.reserved_pico_usd - ${closed.amountPicoUsd}::bigint,
        spent_pico_usd = p.spent_pico_usd + ${costPicoUsd}::bigint
    from held where p.budget_id = held.budget_id and p.starts_at = held.starts_at`);
}
