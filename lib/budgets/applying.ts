import { type SQL, sql } from "drizzle-orm";
import { recordset } from "@/db/recordset";
import { limitAt, startAt } from "./at-moment";
import type { Moment } from "./periods";
import type { Caller } from "./types";

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
      ${limitAt({ limit: sql`limit_amount`, budgetId: sql`counted.id`, subjectId: sql`counted.subject_id` }, moment)} as effective_limit,
      ${startAt(sql`period`, moment)} as starts_at,
      rank = 0 or rank = max(rank) over (partition by n, period, unit, on_limit) as enforced
    from counted)`;
}
