import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { budgetPeriods, budgets } from "@/db/schema";
import { countPeriod } from "./count";
import { periodStart } from "./periods";
import type { BudgetPeriod, BudgetScope } from "./types";

export type PeriodRow = {
  budgetId: string;
  scope: BudgetScope;
  period: BudgetPeriod;
  limitPicoUsd: bigint;
  startsAt: Date;
  spentPicoUsd: bigint;
  reservedPicoUsd: bigint;
};

/** The budgets that a member's call has to fit into. */
export function appliesTo(userId: string): SQL | undefined {
  return or(eq(budgets.scope, "org"), and(eq(budgets.scope, "member"), eq(budgets.scopeId, userId)));
}

/** When the current period of each budget began, as SQL over `budgets.period`. */
export function currentStart(at: Date, timeZone: string): SQL {
  const day = periodStart("day", at, timeZone).toISOString();
  const month = periodStart("month", at, timeZone).toISOString();
  return sql`case ${budgets.period} when 'day' then ${day}::timestamptz else ${month}::timestamptz end`;
}

/**
 * Locks the current period row of each budget that applies, in id order, making the rows that this period
 * does not have yet. The caller holds the shared budgets lock.
 */
export async function lockPeriods(
  tx: Conn,
  userId: string,
  at: Date,
  timeZone: string,
): Promise<PeriodRow[]> {
  const starts = currentStart(at, timeZone);
  const rows = await selectForUpdate(tx, userId, starts);
  if (rows.length === (await tx.$count(budgets, appliesTo(userId)))) return rows;
  await openMissing(tx, userId, new Set(rows.map((row) => row.budgetId)), at, timeZone);
  return selectForUpdate(tx, userId, starts);
}

async function openMissing(
  tx: Conn,
  userId: string,
  open: Set<string>,
  at: Date,
  timeZone: string,
): Promise<void> {
  const applying = await tx.select().from(budgets).where(appliesTo(userId)).orderBy(asc(budgets.id));
  for (const budget of applying.filter(({ id }) => !open.has(id))) {
    const counters = await countPeriod(tx, budget, at, timeZone);
    await tx
      .insert(budgetPeriods)
      .values({ budgetId: budget.id, startsAt: periodStart(budget.period, at, timeZone), ...counters })
      .onConflictDoNothing();
  }
}

function selectForUpdate(tx: Conn, userId: string, starts: SQL): Promise<PeriodRow[]> {
  return tx
    .select({
      budgetId: budgets.id,
      scope: budgets.scope,
      period: budgets.period,
      limitPicoUsd: budgets.limitPicoUsd,
      startsAt: budgetPeriods.startsAt,
      spentPicoUsd: budgetPeriods.spentPicoUsd,
      reservedPicoUsd: budgetPeriods.reservedPicoUsd,
    })
    .from(budgets)
    .innerJoin(budgetPeriods, and(eq(budgetPeriods.budgetId, budgets.id), eq(budgetPeriods.startsAt, starts)))
    .where(appliesTo(userId))
    .orderBy(asc(budgetPeriods.budgetId))
    .for("update", { of: budgetPeriods });
}
