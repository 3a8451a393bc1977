import { type SQL, sql } from "drizzle-orm";

/** At the limit itself there is always an alert. */
export const AT_THE_LIMIT = 100;

/** The columns of a threshold that is reached, but for `total`: the limit with its top-ups. */
export const REACHED = `id uuid, "budgetId" uuid, "subjectId" text, "startsAt" timestamptz, percent int,
  before numeric, payload jsonb`;

/**
 * Writes the alerts for thresholds that are reached, rows of `REACHED` and `total`, each once a period: again only where
 * it was not reached `before`, under a higher limit. Mark and alert are one statement, so that neither is without the other;
 * where all of it is marked already, nothing is written. A thread's says whose it is and who set its limit: it is found by
 * its member's name, and what they limit for themselves is told to them alone.
 */
export function fire(reached: SQL, { highestAlone = false } = {}): SQL {
  const isTold = highestAlone
    ? sql`r.percent = (select max(h.percent) from reached h
        where h."budgetId" = r."budgetId" and h."subjectId" = r."subjectId" and h."startsAt" = r."startsAt")`
    : sql`true`;
  return sql`
    ${markReached(reached)}
    insert into outbox (id, kind, key, payload)
    select r.id, 'threshold', concat_ws('/', r."budgetId", r."subjectId", r.payload->>'startsAt', r.percent, r.total),
      r.payload || jsonb_build_object('limit', r.total::text) || case when r.payload->>'scope' = 'thread'
        then (select jsonb_build_object('userId', t.user_id, 'setBy', b.updated_by) from threads t
          left join budgets b on b.id = r."budgetId" where t.id = (r.payload->>'scopeId')::uuid)
        else '{}' end
    from reached r join fired f on f.budget_id = r."budgetId" and f.subject_id = r."subjectId"
      and f.starts_at = r."startsAt" and f.percent = r.percent
    where ${isTold}
    order by r."budgetId", r."subjectId", r."startsAt", r.percent
    on conflict (kind, key) do nothing`;
}

/** Marks thresholds that are not to be told: told before, or a higher one will be. */
export function markAlone(reached: SQL): SQL {
  return sql`${markReached(reached)} select count(*) from fired`;
}

/** In the order of their keys, as whoever else marks them. */
function markReached(reached: SQL): SQL {
  return sql`
    with reached as (${reached}),
    fired as (
      insert into alert_marks as m (budget_id, subject_id, starts_at, percent, limit_amount)
      select r."budgetId", r."subjectId", r."startsAt", r.percent, r.total from reached r
      left join alert_marks old on old.budget_id = r."budgetId" and old.subject_id = r."subjectId"
        and old.starts_at = r."startsAt" and old.percent = r.percent
      where old.percent is null
        or old.limit_amount < r.total and r.before * 100 < r.total::numeric * r.percent
      order by r."budgetId", r."subjectId", r."startsAt", r.percent
      on conflict (budget_id, subject_id, starts_at, percent) do update set limit_amount = excluded.limit_amount
        where m.limit_amount < excluded.limit_amount
      returning budget_id, subject_id, starts_at, percent)`;
}
