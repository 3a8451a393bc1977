import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type Moment, periodEnd, periodStart } from "./periods";
import type { Amount, BudgetPeriod, BudgetScope, BudgetUnit } from "./types";

/** A budget, or one member's share of it, whose ledger rows are to be counted. */
export type CountedBudget = {
  budgetId: string;
  scope: BudgetScope;
  scopeId: string | null;
  subjectId: string;
  period: BudgetPeriod;
  unit: BudgetUnit;
};

/** The columns of a `CountedBudget` as a statement gives them. */
export type CountedColumns = {
  budget_id: string;
  scope: BudgetScope;
  scope_id: string | null;
  subject_id: string;
  period: BudgetPeriod;
  unit: BudgetUnit;
};

export function toCounted(row: CountedColumns): CountedBudget {
  const { budget_id: budgetId, scope_id: scopeId, subject_id: subjectId, scope, period, unit } = row;
  return { budgetId, scope, scopeId, subjectId, period, unit };
}

/** What the ledger says was spent of a budget in the period that holds `at`: the sum of its entries. */
export async function countSpent(
  conn: Conn,
  budget: CountedBudget,
  { at, timeZone }: Moment,
): Promise<{ startsAt: Date; spent: Amount }> {
  const startsAt = periodStart(budget.period, at, timeZone);
  const spent = sumSpent(budget, countsIn(budget), { at, timeZone });
  const [row] = await conn.execute<{ spent: string }>(sql`select ${spent} as spent`);
  return { startsAt, spent: BigInt(row?.spent ?? 0) };
}

/** As a subquery: the sum of the entries `e` of which this holds, in the period that holds `at`. */
export function sumSpent(
  { unit, period }: Pick<CountedBudget, "unit" | "period">,
  which: SQL,
  { at, timeZone }: Moment,
): SQL {
  const endsAt = periodEnd(period, at, timeZone);
  return sql`(
    select coalesce(sum(${amountOf(unit)}), 0)::bigint from entries e
    where e.in_budgets and e.occurred_at >= ${periodStart(period, at, timeZone).toISOString()}::timestamptz
      and e.occurred_at < ${endsAt?.toISOString() ?? "infinity"}::timestamptz and ${which})`;
}

/** What one entry `e` counts in a unit. */
function amountOf(unit: BudgetUnit): SQL {
  if (unit === "usd") return sql`e.cost_pico_usd`;
  if (unit === "tokens") return sql`e.input_tokens + e.output_tokens`;
  return sql`(e.kind = 'usage' and e.purpose = 'answer')::int`;
}

/**
 * Whether an entry `e` belongs to a budget. A member's share of a plan or department is all that they used; who they are
 * is kept from the planner, who would read the whole organisation's period for one that asks much.
 */
function countsIn({ scope, scopeId, subjectId }: CountedBudget): SQL {
  switch (scope) {
    case "plan":
    case "department_member":
      return sql`e.user_id = (select ${subjectId}::uuid)`;
    case "member":
    case "self":
      return sql`e.user_id = (select ${scopeId}::uuid)`;
    default:
      return isFor(sql`e`, scope, scopeId);
  }
}

type OfRow = Exclude<BudgetScope, "plan" | "department_member">;

/** Whether a row of entries or attempts, under this name, is for what a budget limits. */
export function isFor(row: SQL, scope: OfRow, scopeId: string | null): SQL {
  switch (scope) {
    case "org":
      return sql`true`;
    case "department":
      return sql`${row}.department_id = ${scopeId}::uuid`;
    case "member":
    case "self":
      return sql`${row}.user_id = ${scopeId}::uuid`;
    case "assistant":
      return sql`${row}.assistant_id = ${scopeId}::uuid`;
    case "thread":
      return sql`${row}.thread_id = ${scopeId}::uuid`;
    case "api_key":
      return sql`${row}.api_key_id = ${scopeId}::uuid`;
    case "model":
      return sql`${row}.provider || '/' || ${row}.model = ${scopeId}`;
  }
}
