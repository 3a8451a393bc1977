import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type CountedBudget, countSpent, isFor } from "./count";
import { type Moment, periodStart } from "./periods";
import { insertShares } from "./shares";

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
  const shares = pending.map((row) => ({
    reservationId: row.id,
    budgetId: budget.budgetId,
    subjectId: isShared(budget.scope) ? "" : row.user_id,
    startsAt: periodStart(budget.period, new Date(row.occurred_at), timeZone),
    amount: BigInt(row.amount),
  }));
  await tx.execute(sql`${insertShares(shares)} on conflict do nothing`);
  return pending.map((row, n) => ({
    subjectId: shares[n]?.subjectId ?? "",
    at: new Date(row.occurred_at),
  }));
}

function heldIn(unit: CountedBudget["unit"]): SQL {
  if (unit === "usd") return sql`r.amount_pico_usd`;
  return unit === "tokens"
    ? sql`a.input_tokens_counted + a.output_tokens_max`
    : sql`(a.purpose = 'answer')::int`;
}

/** Whether an attempt `a` of a user `u` counts in a budget: in a share of the plan or department that `u` has now. */
function appliesToAttempt({ scope, scopeId }: Omit<CountedBudget, "subjectId">): SQL {
  if (scope === "plan") return sql`u.plan_id = ${scopeId}::uuid`;
  if (scope === "department_member") return sql`u.department_id = ${scopeId}::uuid`;
  return isFor(sql`a`, scope, scopeId);
}
