import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { budgetPeriods, budgets } from "@/db/schema";
import { type CountedBudget, countPeriod } from "./count";
import { type Moment, periodStart } from "./periods";
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
export function currentStart({ at, timeZone }: Moment): SQL {
  const day = periodStart("day", at, timeZone).toISOString();
  const month = periodStart("month", at, timeZone).toISOString();
  return sql`case ${budgets.period} when 'day' then ${day}::timestamptz else ${month}::timestamptz end`;
}

/**
 * Locks the current period row of each budget that applies, in id order, making the rows that this period
 * does not have yet. The caller holds the shared budgets lock.
 */
export async function lockPeriods(tx: Conn, userId: string, moment: Moment): Promise<PeriodRow[]> {
  const starts = currentStart(moment);
  const rows = await selectForUpdate(tx, userId, starts);
  if (rows.length === (await tx.$count(budgets, appliesTo(userId)))) return rows;
  const applying = await tx.select().from(budgets).where(appliesTo(userId)).orderBy(asc(budgets.id));
  const open = new Set(rows.map((row) => row.budgetId));
  for (const budget of applying.filter(({ id }) => !open.has(id))) await openPeriod(tx, budget, moment);
  return selectForUpdate(tx, userId, starts);
}

async function openPeriod(tx: Conn, budget: CountedBudget, moment: Moment): Promise<void> {
  const startsAt = periodStart(budget.period, moment.at, moment.timeZone);
  const counters = await countPeriod(tx, budget, moment);
  await tx
    .insert(budgetPeriods)
    .values({ budgetId: budget.id, startsAt, ...counters })
    .onConflictDoNothing();
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
