import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { budgetPeriods } from "@/db/schema";
import { applyingTo } from "./applying";
import { type CountedBudget, type CountedColumns, countSpent, toCounted } from "./count";
import { budgetsLock } from "./lock";
import type { Moment } from "./periods";
import type { Amount, Caller, OnLimit } from "./types";

/** A budget that a caller counts in, and its row of the current period, locked until the transaction ends. */
export type PeriodRow = CountedBudget & {
  /** The caller's place in the list. */
  n: number;
  onLimit: OnLimit;
  downgradeTo: string | null;
  enforced: boolean;
  /** With the top-ups that hold now. */
  limit: Amount;
  startsAt: Date;
  spent: Amount;
  reserved: Amount;
};

/**
 * Takes the shared budgets lock, and locks the current period row of each budget that applies to the callers, in
 * key order, making the rows that this period does not have yet.
 */
export async function lockPeriods(
  tx: Conn,
  callers: readonly Caller[],
  moment: Moment,
): Promise<PeriodRow[]> {
  const applying = applyingTo(callers, moment);
  const [, rows] = await pipeline<[Record<string, unknown>, Raw]>(tx, [
    budgetsLock("shared"),
    selectForUpdate(applying, sql`not exists (select from a where a.is_missing)`),
  ]);
  // Nothing is locked yet where a row is missing, or nothing applies.
  if (rows.length > 0) return toPeriodRows(rows);
  const applied = await tx.execute<CountedColumns & { is_missing: boolean }>(selectApplied(applying));
  if (applied.length === 0) return [];
  for (const budget of applied) if (budget.is_missing) await openPeriod(tx, budget, moment);
  return toPeriodRows(await tx.execute<Raw>(selectForUpdate(applying, sql`true`)));
}

type Raw = CountedColumns & {
  n: number;
  on_limit: OnLimit;
  downgrade_to: string | null;
  enforced: boolean;
  effective_limit: string;
  starts_at: string;
  spent_amount: string;
  reserved_amount: string;
};

function toPeriodRows(rows: readonly Raw[]): PeriodRow[] {
  const instants = new Map<string, Date>();
  const instantOf = (text: string) => {
    const instant = instants.get(text) ?? new Date(text);
    instants.set(text, instant);
    return instant;
  };
  return rows.map((row) => ({
    ...toCounted(row),
    n: row.n,
    onLimit: row.on_limit,
    downgradeTo: row.downgrade_to,
    enforced: row.enforced,
    limit: BigInt(row.effective_limit),
    startsAt: instantOf(row.starts_at),
    spent: BigInt(row.spent_amount),
    reserved: BigInt(row.reserved_amount),
  }));
}

/** Locks nothing unless `only` holds: all of them are locked in one go, so that nobody waits in a circle. */
function selectForUpdate(applying: SQL, only: SQL): SQL {
  return sql`
    ${withMissing(applying)}
    select a.n, a.budget_id, a.subject_id, a.scope, a.scope_id, a.period, a.unit, a.on_limit, a.downgrade_to,
      a.enforced, a.effective_limit, a.starts_at, p.spent_amount, p.reserved_amount from a
    join budget_periods p on p.budget_id = a.budget_id and p.subject_id = a.subject_id and p.starts_at = a.starts_at
    where ${only}
    order by p.budget_id, p.subject_id for update of p`;
}

/** Budgets, or members' shares of them, that the callers count in, and whether their row of this period is missing. */
function selectApplied(applying: SQL): SQL {
  return sql`
    ${withMissing(applying)}
    select distinct a.budget_id, a.scope, a.scope_id, a.subject_id, a.period, a.unit, a.is_missing from a
    order by a.budget_id, a.subject_id`;
}

function withMissing(applying: SQL): SQL {
  return sql`
    with a as materialized (
      select applying.*, not exists (select from budget_periods p
        where p.budget_id = applying.budget_id and p.subject_id = applying.subject_id
          and p.starts_at = applying.starts_at) as is_missing
      from ${applying} applying)`;
}

/**
 * A row that nobody opened yet has no pending holds: whoever puts a budget on calls under way opens the rows of all
 * their periods at once (`recount`). So only what is spent has to be counted.
 */
async function openPeriod(tx: Conn, missing: CountedColumns, moment: Moment): Promise<void> {
  const budget = toCounted(missing);
  const { startsAt, spent } = await countSpent(tx, budget, moment);
  const { budgetId, subjectId } = budget;
  await tx
    .insert(budgetPeriods)
    .values({ budgetId, subjectId, startsAt, spent, reserved: 0n })
    .onConflictDoNothing();
}
