import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { recordset } from "@/db/recordset";
import { type CountedBudget, countSpent } from "./count";
import { type Moment, periodStart } from "./periods";

/**
 * Reads a budget's counters anew from the ledger, calls under way included: their holds count in it from now on. A
 * share that no call under way touches is forgotten, and counted when its member sends next. The caller holds the
 * budgets lock alone. `userId` limits it to one member's share.
 */
export async function recount(
  tx: Conn,
  budget: Omit<CountedBudget, "subjectId">,
  { at, timeZone, userId }: Moment & { userId?: string },
): Promise<void> {
  const { budgetId } = budget;
  const startsAt = periodStart(budget.period, at, timeZone);
  const ofShare = userId === undefined ? sql`true` : sql`subject_id = ${userId}`;
  await tx.execute(
    sql`delete from budget_periods where budget_id = ${budgetId} and starts_at = ${startsAt.toISOString()}::timestamptz and ${ofShare}`,
  );
  const touched = await adoptPending(tx, budget, { timeZone, userId });
  if (isShared(budget.scope)) touched.push({ subjectId: "", at });
  const rows = new Map(
    touched.map((row) => [`${row.subjectId} ${periodStart(budget.period, row.at, timeZone)}`, row]),
  );
  for (const row of rows.values()) {
    await countRow(tx, { ...budget, subjectId: row.subjectId }, { at: row.at, timeZone });
  }
}

/** True where all callers share one row; false where each member has one of their own. */
export function isShared(scope: CountedBudget["scope"]): boolean {
  return scope !== "plan" && scope !== "department_member";
}

async function countRow(tx: Conn, budget: CountedBudget, moment: Moment): Promise<void> {
  const { startsAt, spent } = await countSpent(tx, budget, moment);
  const { budgetId, subjectId } = budget;
  await tx.execute(sql`
    insert into budget_periods (budget_id, subject_id, starts_at, spent_amount, reserved_amount)
    select ${budgetId}::uuid, ${subjectId}, ${startsAt.toISOString()}::timestamptz, ${String(spent)}::bigint,
      coalesce(sum(b.amount), 0) from reservation_budgets b join reservations r on r.id = b.reservation_id
    where b.budget_id = ${budgetId} and b.subject_id = ${subjectId}
      and b.starts_at = ${startsAt.toISOString()}::timestamptz and r.state = 'pending'
    on conflict (budget_id, subject_id, starts_at)
      do update set spent_amount = excluded.spent_amount, reserved_amount = excluded.reserved_amount`);
}

type Pending = { id: string; occurred_at: string; user_id: string; amount: string };

/** One share of a budget, in the period that holds an instant. */
type Touched = { subjectId: string; at: Date };

/** Makes the holds of calls under way count in a budget, each in its own period. Answers which shares those are. */
async function adoptPending(
  tx: Conn,
  budget: Omit<CountedBudget, "subjectId">,
  { timeZone, userId }: { timeZone: string; userId: string | undefined },
): Promise<Touched[]> {
  const pending = await tx.execute<Pending>(sql`
    select r.id, r.occurred_at, a.user_id, ${heldIn(budget.unit)} as amount
    from reservations r join attempts a on a.id = r.attempt_id join users u on u.id = a.user_id
    where r.state = 'pending' and ${appliesToAttempt(budget)} and ${userId === undefined ? sql`true` : sql`a.user_id = ${userId}`}`);
  if (pending.length === 0) return [];
  const rows = pending.map((row) => ({
    reservation_id: row.id,
    budget_id: budget.budgetId,
    subject_id: isShared(budget.scope) ? "" : row.user_id,
    starts_at: periodStart(budget.period, new Date(row.occurred_at), timeZone),
    amount: row.amount,
  }));
  const columns =
    "reservation_id uuid, budget_id uuid, subject_id text, starts_at timestamptz, amount bigint";
  await tx.execute(sql`
    insert into reservation_budgets (reservation_id, budget_id, subject_id, starts_at, amount)
    select * from ${recordset(rows, columns)} on conflict do nothing`);
  return pending.map((row) => ({
    subjectId: isShared(budget.scope) ? "" : row.user_id,
    at: new Date(row.occurred_at),
  }));
}

function heldIn(unit: CountedBudget["unit"]): SQL {
  if (unit === "usd") return sql`r.amount_pico_usd`;
  return unit === "tokens"
    ? sql`a.input_tokens_counted + a.output_tokens_max`
    : sql`(a.purpose = 'answer')::int`;
}

function appliesToAttempt({ scope, scopeId }: Omit<CountedBudget, "subjectId">): SQL {
  switch (scope) {
    case "org":
      return sql`true`;
    case "department":
      return sql`a.department_id = ${scopeId}::uuid`;
    case "department_member":
      return sql`u.department_id = ${scopeId}::uuid`;
    case "plan":
      return sql`u.plan_id = ${scopeId}::uuid`;
    case "member":
    case "self":
      return sql`a.user_id = ${scopeId}::uuid`;
    case "assistant":
      return sql`a.assistant_id = ${scopeId}::uuid`;
    case "thread":
      return sql`a.thread_id = ${scopeId}::uuid`;
    case "api_key":
      return sql`a.api_key_id = ${scopeId}::uuid`;
    case "model":
      return sql`a.provider || '/' || a.model = ${scopeId}`;
  }
}
