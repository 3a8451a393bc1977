import { type SQL, sql } from "drizzle-orm";
import { type Moment, periodStarts } from "./periods";

/** Top-ups add up without an end, a bigint does not. */
const FAR_ABOVE_ANY_LIMIT = "4000000000000000000";

/** When the period of a budget, whose `period` column this is, began that holds the moment. */
export function startAt(period: SQL, moment: Moment): SQL {
  const { day, week, month, total } = periodStarts(moment);
  return sql`case ${period} when 'day' then ${day.toISOString()}::timestamptz
    when 'week' then ${week.toISOString()}::timestamptz
    when 'month' then ${month.toISOString()}::timestamptz
    else ${total.toISOString()}::timestamptz end`;
}

type OfBudget = { limit: SQL; budgetId: SQL; subjectId: SQL };

/** A limit with the top-ups that hold at the moment: those of the whole budget and those of one member's share. */
export function limitAt(budget: OfBudget, { at }: Moment): SQL {
  return limitAtInstant(budget, sql`${at.toISOString()}::timestamptz`);
}

/** The same for an instant of the database, such as `now()`. */
export function limitAtInstant({ limit, budgetId, subjectId }: OfBudget, instant: SQL): SQL {
  return sql`least(${limit} + coalesce((
    select sum(t.amount) from budget_top_ups t
    where t.budget_id = ${budgetId} and t.subject_id in ('', ${subjectId})
      and t.starts_at <= ${instant} and t.ends_at > ${instant}), 0), ${FAR_ABOVE_ANY_LIMIT}::numeric)::bigint`;
}
