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

/** What the ledger says was spent of a budget in the period that holds `at`: the sum of its entries. */
export async function countSpent(
  conn: Conn,
  budget: CountedBudget,
  { at, timeZone }: Moment,
): Promise<{ startsAt: Date; spent: Amount }> {
  const startsAt = periodStart(budget.period, at, timeZone);
  const endsAt = periodEnd(budget.period, at, timeZone);
  const [row] = await conn.execute<{ spent: string }>(sql`
    select coalesce(sum(${amountOf(budget.unit)}), 0)::bigint as spent from entries e
    where e.in_budgets and e.occurred_at >= ${startsAt.toISOString()}::timestamptz
      and e.occurred_at < ${endsAt?.toISOString() ?? "infinity"}::timestamptz and ${countsIn(budget)}`);
  return { startsAt, spent: BigInt(row?.spent ?? 0) };
}

/** What one entry `e` counts in a unit. */
export function amountOf(unit: BudgetUnit): SQL {
  if (unit === "usd") return sql`e.cost_pico_usd`;
  if (unit === "tokens") return sql`e.input_tokens + e.output_tokens`;
  return sql`(e.kind = 'usage' and e.purpose = 'answer')::int`;
}

/** Whether an entry `e` belongs to a budget. A member's share of a plan or department is all that they used. */
export function countsIn({
  scope,
  scopeId,
  subjectId,
}: Omit<CountedBudget, "budgetId" | "period" | "unit">): SQL {
  switch (scope) {
    case "org":
      return sql`true`;
    case "department":
      return sql`e.department_id = ${scopeId}::uuid`;
    case "plan":
    case "department_member":
      return sql`e.user_id = ${subjectId}::uuid`;
    case "member":
    case "self":
      return sql`e.user_id = ${scopeId}::uuid`;
    case "assistant":
      return sql`e.assistant_id = ${scopeId}::uuid`;
    case "thread":
      return sql`e.thread_id = ${scopeId}::uuid`;
    case "api_key":
      return sql`e.api_key_id = ${scopeId}::uuid`;
    case "model":
      return sql`e.provider || '/' || e.model = ${scopeId}`;
  }
}
