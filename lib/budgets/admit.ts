import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { budgetPeriods, reservationBudgets } from "@/db/schema";
import { createReservation } from "@/lib/ledger";
import type { PicoUsd } from "@/lib/money";
import { lockPeriods, type PeriodRow } from "./applicable";
import { lockBudgets } from "./lock";
import { budgetExceeded } from "./words";

export type Ask = {
  attemptId: string;
  userId: string;
  at: Date;
  timeZone: string;
  /** Given what is left (null: no budget applies), the amount to hold, or null when it is too little. */
  fit: (remaining: PicoUsd | null) => PicoUsd | null;
};

/**
 * Holds the worst case of an attempt in every budget that applies, or throws `budget_exceeded` and holds
 * nothing. Call it last in a transaction: it locks the budgets' rows until the commit.
 */
export async function admit(tx: Conn, ask: Ask): Promise<PicoUsd> {
  await lockBudgets(tx, "shared");
  const rows = await lockPeriods(tx, ask.userId, ask);
  const tightest = rows.reduce<PeriodRow | null>(
    (a, b) => (a && remainingOf(a) <= remainingOf(b) ? a : b),
    null,
  );
  const amountPicoUsd = ask.fit(tightest && remainingOf(tightest));
  if (amountPicoUsd === null || (tightest && amountPicoUsd > remainingOf(tightest))) {
    if (!tightest) throw new Error("A call that no budget limits was refused by its own fit.");
    throw budgetExceeded(tightest, ask.at, ask.timeZone);
  }
  const { attemptId, userId, at: occurredAt } = ask;
  const reservationId = await createReservation(tx, { attemptId, userId, amountPicoUsd, occurredAt });
  if (rows.length > 0) await raise(tx, rows, { reservationId, amountPicoUsd });
  return amountPicoUsd;
}

type Hold = { reservationId: string; amountPicoUsd: PicoUsd };

async function raise(tx: Conn, rows: PeriodRow[], { reservationId, amountPicoUsd }: Hold): Promise<void> {
  const pairs = rows.map((row) => sql`(${row.budgetId}::uuid, ${row.startsAt.toISOString()}::timestamptz)`);
  await tx
    .update(budgetPeriods)
    .set({ reservedPicoUsd: sql`${budgetPeriods.reservedPicoUsd} + ${amountPicoUsd}` })
    .where(sql`(${budgetPeriods.budgetId}, ${budgetPeriods.startsAt}) in (${sql.join(pairs, sql`, `)})`);
  await tx
    .insert(reservationBudgets)
    .values(rows.map(({ budgetId, startsAt }) => ({ reservationId, budgetId, startsAt })));
}

/** What one row still has; negative when its limit was lowered below what is spent. */
export function remainingOf(
  row: Pick<PeriodRow, "limitPicoUsd" | "spentPicoUsd" | "reservedPicoUsd">,
): PicoUsd {
  return row.limitPicoUsd - row.spentPicoUsd - row.reservedPicoUsd;
}
