import { type SQL, sql } from "drizzle-orm";
import { recordset } from "@/db/recordset";
import { type Moment, periodStarts } from "./periods";
import type { Caller } from "./types";

/** Top-ups add up without an end, a bigint does not. */
export const FAR_ABOVE_ANY_LIMIT = "4000000000000000000";

/**
 * Every budget that a call counts in, as a subquery of rows `(n, budget_id, scope, scope_id, subject_id, period,
 * unit, on_limit, downgrade_to, thresholds, limit_amount, effective_limit, starts_at, enforced)`. `n` is the
 * caller's place in the list. Of plan, department_member and member with the same period, unit and on_limit only
 * the last one that exists is `enforced`; the others are counted all the same, so that they are right when it goes.
 */
export function applyingTo(callers: readonly Caller[], moment: Moment): SQL {
  const rows = callers.map((caller, n) => ({
    n,
    user_id: caller.userId,
    thread_id: caller.threadId,
    api_key_id: caller.apiKeyId,
    assistant_id: caller.assistantId,
    model: caller.model,
  }));
  const starts = periodStarts(moment);
  const columns = "n int, user_id uuid, thread_id text, api_key_id text, assistant_id text, model text";
  return sql`(
    with ask as (
      select item.*, u.department_id::text as department_id, u.plan_id::text as plan_id
      from ${recordset(rows, columns)} join users u on u.id = item.user_id),
    scoped as (
      select ask.n, s.* from ask cross join lateral (values
        ('department', ask.department_id, '', 0),
        ('plan', ask.plan_id, ask.user_id::text, 1),
        ('department_member', ask.department_id, ask.user_id::text, 2),
        ('member', ask.user_id::text, '', 3),
        ('self', ask.user_id::text, '', 0),
        ('assistant', ask.assistant_id, '', 0),
        ('thread', ask.thread_id, '', 0),
        ('api_key', ask.api_key_id, '', 0),
        ('model', ask.model, '', 0)) as s(scope, scope_id, subject_id, rank)
      where s.scope_id is not null),
    counted as (
      select ask.n, '' as subject_id, 0 as rank, b.* from ask cross join budgets b where b.scope = 'org'
      union all
      select scoped.n, scoped.subject_id, scoped.rank, b.* from scoped
        join budgets b on b.scope = scoped.scope and b.scope_id = scoped.scope_id)
    select n, id as budget_id, scope, scope_id, subject_id, period, unit, on_limit, downgrade_to, thresholds,
      limit_amount,
      least(limit_amount + coalesce((
        select sum(t.amount) from budget_top_ups t
        where t.budget_id = counted.id and t.subject_id in ('', counted.subject_id)
          and t.starts_at <= ${moment.at.toISOString()}::timestamptz and t.ends_at > ${moment.at.toISOString()}::timestamptz), 0), ${FAR_ABOVE_ANY_LIMIT}::numeric)::bigint as effective_limit,
      case period when 'day' then ${starts.day.toISOString()}::timestamptz
        when 'week' then ${starts.week.toISOString()}::timestamptz
        when 'month' then ${starts.month.toISOString()}::timestamptz
        else ${starts.total.toISOString()}::timestamptz end as starts_at,
      rank = 0 or rank = max(rank) over (partition by n, period, unit, on_limit) as enforced
    from counted)`;
}
