import { type SQL, sql } from "drizzle-orm";

export const CHECK_NAMES = [
  "days",
  "threads",
  "reports",
  "attempts",
  "reservations",
  "holds",
  "spent",
  "deadlines",
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];
export type Check = { name: CheckName; sentence: string; wrongRows: SQL };

/** Each check selects the rows that are wrong, with the money that is missing or too much as `drift`. */
export function checksFor(timeZone: string): Check[] {
  return [
    { name: "days", sentence: "a day's sum differs from its entries.", wrongRows: differingDays },
    { name: "threads", sentence: "a thread's sum differs from its entries.", wrongRows: differingThreads },
    { name: "reports", sentence: "a report's sum differs from its entries.", wrongRows: differingReports },
    {
      name: "attempts",
      sentence: "an attempt's figures differ from its entries.",
      wrongRows: differingAttempts,
    },
    {
      name: "reservations",
      sentence: "an attempt and its reservation and entry do not belong together.",
      wrongRows: oddAttempts,
    },
    {
      name: "holds",
      sentence: "a budget holds another amount than its pending reservations.",
      wrongRows: differingHolds,
    },
    {
      name: "spent",
      sentence: "a budget counts another amount as spent than its entries.",
      wrongRows: differingSpent(timeZone),
    },
    { name: "deadlines", sentence: "a reservation outlived its deadline.", wrongRows: stuckHolds },
  ];
}

const SUMS = sql.raw(
  "input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_pico_usd",
);
const ADDED = sql.raw(
  "sum(input_tokens), sum(cached_input_tokens), sum(cache_write_tokens), sum(output_tokens), sum(reasoning_tokens), sum(cost_pico_usd)",
);
const ESTIMATED = sql.raw("coalesce(sum(cost_pico_usd) filter (where certainty <> 'exact'), 0)");
const CALLS = sql.raw(
  "count(*) filter (where kind = 'usage'), count(*) filter (where kind = 'usage' and purpose = 'answer')",
);

const differingDays = sql`
  select coalesce(e.cost, 0) - coalesce(d.cost_pico_usd, 0) as drift
  from (select user_id, coalesce(department_id::text, '') as department, day, provider, model, purpose,
          sum(cost_pico_usd) as cost, row(${ADDED}, ${ESTIMATED}, ${CALLS})::text as sums
        from entries group by 1, 2, 3, 4, 5, 6) e
  full join (select *, coalesce(department_id::text, '') as department,
          row(${SUMS}, estimated_pico_usd, calls, answers)::text as sums from usage_days) d
    using (user_id, department, day, provider, model, purpose)
  where e.sums is distinct from d.sums
  union all
  select 0 from (
    select e.user_id, coalesce(e.department_id::text, '') as department, coalesce(e.assistant_id::text, '') as assistant,
      e.day, e.provider, e.model, e.purpose, count(*) as calls
    from attempts a join entries e on e.attempt_id = a.id and e.kind = 'usage'
    where a.certainty <> 'exact' and a.certainty = 'unpriced' group by 1, 2, 3, 4, 5, 6, 7) a
  full join (select *, coalesce(department_id::text, '') as department, coalesce(assistant_id::text, '') as assistant
    from unpriced_days) u
    using (user_id, department, assistant, day, provider, model, purpose)
  where coalesce(a.calls, 0) <> coalesce(u.calls, 0)`;

const differingThreads = sql`
  select coalesce(e.cost, 0) - coalesce(t.cost_pico_usd, 0) as drift
  from (select thread_id, date_trunc('month', day)::date as month, sum(cost_pico_usd) as cost,
          row(${ADDED}, ${ESTIMATED}, ${CALLS})::text as sums
        from entries group by 1, 2) e
  full join (select *, row(${SUMS}, estimated_pico_usd, calls, answers)::text as sums from usage_threads) t
    using (thread_id, month)
  where e.sums is distinct from t.sums`;

const GROUPS = sql.raw(
  `(values ('department', coalesce(c.department_id::text, '')), ('plan', coalesce(c.plan_id::text, '')),
    ('model', c.provider || '/' || c.model), ('provider', c.provider),
    ('assistant', coalesce(c.assistant_id::text, '')), ('purpose', c.purpose)) as g(grouped_by, key)`,
);
const TOTALS = sql.raw(
  `sum(input_tokens), sum(cached_input_tokens), sum(cache_write_tokens), sum(output_tokens), sum(reasoning_tokens),
    sum(cost_pico_usd), sum(estimated_pico_usd), sum(calls), sum(answers)`,
);

const differingAssistants = sql`
  select coalesce(e.cost, 0) - coalesce(a.cost_pico_usd, 0) as drift
  from (select day, assistant_id, user_id, coalesce(department_id::text, '') as department, provider, model, purpose,
          sum(cost_pico_usd) as cost, row(${ADDED}, ${ESTIMATED}, ${CALLS})::text as sums
        from entries join report_seals using (day) where assistant_id is not null group by 1, 2, 3, 4, 5, 6, 7) e
  full join (select *, coalesce(department_id::text, '') as department,
          row(${SUMS}, estimated_pico_usd, calls, answers)::text as sums from report_assistant_days) a
    using (day, assistant_id, user_id, department, provider, model, purpose)
  where e.sums is distinct from a.sums`;

const differingModels = sql`
  select coalesce(c.cost, 0) - coalesce(m.cost_pico_usd, 0) as drift
  from (select day, coalesce(department_id::text, '') as department, provider, model, purpose,
          sum(cost_pico_usd) as cost, row(${TOTALS})::text as sums
        from report_cells group by 1, 2, 3, 4, 5) c
  full join (select *, coalesce(department_id::text, '') as department,
          row(${SUMS}, estimated_pico_usd, calls, answers)::text as sums from report_model_days) m
    using (day, department, provider, model, purpose)
  where c.sums is distinct from m.sums`;

/**
 * Of the sealed days: the cells against the entries, whatever the plan, and the days against the cells and the members'
 * own days. Of the sealed months: each against its days.
 */
const differingReports = sql`
  ${differingMonths()}
  union all
  ${differingModels}
  union all
  ${differingAssistants}
  union all
  select coalesce(e.cost, 0) - coalesce(c.cost, 0) as drift
  from (select day, coalesce(department_id::text, '') as department, provider, model,
          coalesce(assistant_id::text, '') as assistant, purpose, sum(cost_pico_usd) as cost,
          row(${ADDED}, ${ESTIMATED}, ${CALLS})::text as sums
        from entries join report_seals using (day) group by 1, 2, 3, 4, 5, 6) e
  full join (select day, coalesce(department_id::text, '') as department, provider, model,
          coalesce(assistant_id::text, '') as assistant, purpose, sum(cost_pico_usd) as cost,
          row(${TOTALS})::text as sums
        from report_cells group by 1, 2, 3, 4, 5, 6) c
    using (day, department, provider, model, assistant, purpose)
  where e.sums is distinct from c.sums
  union all
  select coalesce(s.cost, 0) - coalesce(d.cost_pico_usd, 0) as drift
  from (select g.grouped_by, c.day, g.key, sum(cost_pico_usd) as cost, row(${TOTALS})::text as sums
        from report_cells c cross join lateral ${GROUPS} group by 1, 2, 3
        union all
        select 'member', day, user_id::text, sum(cost_pico_usd), row(${TOTALS})::text
        from usage_days join report_seals using (day) group by 1, 2, 3) s
  full join (select *, row(${SUMS}, estimated_pico_usd, calls, answers)::text as sums from report_days) d
    using (grouped_by, day, key)
  where s.sums is distinct from d.sums`;

function differingMonths(): SQL {
  const shared = "provider, model, purpose, coalesce(department_id::text, '')";
  const cells = sql.raw(
    `row(${shared}, coalesce(plan_id::text, ''), coalesce(assistant_id::text, ''))::text`,
  );
  const members = sql.raw(`row(user_id, ${shared})::text`);
  const assistants = sql.raw(`row(assistant_id, user_id, ${shared})::text`);
  const months = sql.raw("row(grouped_by, key)::text");
  const differing = (table: string, days: string, key: SQL) => sql`
    select coalesce(d.cost, 0) - coalesce(m.cost_pico_usd, 0) as drift
    from (select s.month, ${key} as key, sum(cost_pico_usd) as cost, row(${TOTALS})::text as sums
          from ${sql.raw(days)} join report_month_seals s
            on day between s.month and (s.month + interval '1 month - 1 day')::date
          group by 1, 2) d
    full join (select month, ${key} as key, cost_pico_usd, row(${SUMS}, estimated_pico_usd, calls, answers)::text as sums
          from ${sql.raw(table)}) m
      using (month, key)
    where d.sums is distinct from m.sums`;
  return sql.join(
    [
      differing("report_months", "report_days", months),
      differing("report_month_cells", "report_cells", cells),
      differing("report_member_months", "usage_days", members),
      differing("report_assistant_months", "report_assistant_days", assistants),
    ],
    sql` union all `,
  );
}

const differingAttempts = sql`
  select coalesce(e.cost, 0) - coalesce(a.cost_pico_usd, 0) as drift
  from (select attempt_id as id, sum(cost_pico_usd) as cost, row(${ADDED})::text as sums from entries group by 1) e
  full join (select id, cost_pico_usd, row(${SUMS})::text as sums from attempts where cost_pico_usd is not null) a
    using (id)
  where e.sums is distinct from a.sums`;

const oddAttempts = sql`
  select coalesce(e.cost_pico_usd, 0) as drift
  from attempts a
  left join reservations r on r.attempt_id = a.id
  left join entries e on e.attempt_id = a.id and e.kind = 'usage'
  where r.id is null
    or (r.state = 'pending') <> (a.ended_at is null)
    or (r.state = 'posted') <> (e.id is not null)
    or e.occurred_at <> r.occurred_at`;

const differingHolds = sql`
  select case b.unit when 'usd' then p.reserved_amount - coalesce(h.held, 0) else 0 end as drift
  from budget_periods p join budgets b on b.id = p.budget_id
  left join (select s.budget_id, s.subject_id, s.starts_at, sum(s.amount) as held
             from reservation_budgets s join reservations r on r.id = s.reservation_id
             where r.state = 'pending' group by 1, 2, 3) h using (budget_id, subject_id, starts_at)
  where p.reserved_amount <> coalesce(h.held, 0)`;

/**
 * By the civil day of the entries, which stays right where a zone's midnight comes twice. The share of a member who
 * left the plan or department since is not counted further, and counted anew should they come back.
 */
const differingSpent = (timeZone: string) => sql`
  with daily as (
    select keyed.scope, keyed.key, e.day, sum(e.cost_pico_usd) as usd, sum(e.input_tokens + e.output_tokens) as tokens,
      count(*) filter (where e.kind = 'usage' and e.purpose = 'answer') as messages
    from entries e cross join lateral (values
      ('org', ''), ('member', e.user_id::text), ('department', e.department_id::text), ('thread', e.thread_id::text),
      ('api_key', e.api_key_id::text), ('assistant', e.assistant_id::text), ('model', e.provider || '/' || e.model)
    ) as keyed(scope, key)
    where e.in_budgets and keyed.key is not null group by 1, 2, 3),
  rows as (
    select p.*, b.period, b.unit, case b.scope when 'plan' then 'member' when 'department_member' then 'member'
        when 'self' then 'member' else b.scope end as counted_as,
      case when b.scope = 'org' then '' when b.scope in ('plan', 'department_member') then p.subject_id
        else b.scope_id end as key
    from budget_periods p join budgets b on b.id = p.budget_id
    where b.scope not in ('plan', 'department_member') or exists (
      select 1 from users u where u.id::text = p.subject_id
        and b.scope_id = case b.scope when 'plan' then u.plan_id::text else u.department_id::text end)),
  compared as (
    select rows.unit, rows.spent_amount - coalesce(sum(
        case rows.unit when 'usd' then d.usd when 'tokens' then d.tokens else d.messages end), 0) as difference
    from rows left join daily d on d.scope = rows.counted_as and d.key = rows.key
      and case rows.period when 'total' then true else
        date_trunc(rows.period, d.day::timestamp) = date_trunc(rows.period, rows.starts_at at time zone ${timeZone}) end
    group by rows.budget_id, rows.subject_id, rows.starts_at, rows.unit, rows.spent_amount)
  select case unit when 'usd' then difference else 0 end as drift from compared where difference <> 0`;

const stuckHolds = sql`
  select 0::bigint as drift from attempts a join reservations r on r.attempt_id = a.id
  where r.state = 'pending' and a.lease_expires_at < now() - interval '60 seconds'`;
