import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";

export type LedgerReport = {
  entries: number;
  attempts: number;
  /** Sum of every difference found, in pico-USD; 0 when all sums agree. */
  driftPicoUsd: PicoUsd;
  /** One sentence for each thing that is wrong. */
  problems: string[];
};

/** Re-adds everything: roll-ups, budget counters, holds and attempts against the entries, in one snapshot. */
export async function verifyLedger(conn: Conn, timeZone: string): Promise<LedgerReport> {
  return conn.transaction(
    async (tx) => {
      const [counts] = await tx.execute<{ entries: string; attempts: string }>(
        sql`select (select count(*) from entries) entries, (select count(*) from attempts) attempts`,
      );
      const problems: string[] = [];
      let driftPicoUsd = 0n;
      for (const check of checks(timeZone)) {
        const [found] = await tx.execute<{ rows: string; drift: string }>(
          sql`select count(*) as rows, coalesce(sum(abs(drift)), 0) as drift from (${check.wrongRows}) wrong`,
        );
        const rows = Number(found?.rows ?? 0);
        driftPicoUsd += BigInt(found?.drift ?? 0);
        if (rows > 0) problems.push(`${rows} × ${check.sentence}`);
      }
      return { entries: Number(counts?.entries), attempts: Number(counts?.attempts), driftPicoUsd, problems };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** Each check selects the rows that are wrong, with the money that is missing or too much as `drift`. */
function checks(timeZone: string): { sentence: string; wrongRows: SQL }[] {
  return [
    { sentence: "a day's sum differs from its entries.", wrongRows: differingDays },
    { sentence: "a thread's sum differs from its entries.", wrongRows: differingThreads },
    { sentence: "an attempt and its reservation and entry do not belong together.", wrongRows: oddAttempts },
    { sentence: "a budget holds another amount than its pending reservations.", wrongRows: differingHolds },
    {
      sentence: "a budget counts another amount as spent than its entries.",
      wrongRows: differingSpent(timeZone),
    },
    { sentence: "a reservation outlived its deadline.", wrongRows: stuckHolds },
  ];
}

const SUMS = sql.raw(
  "input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_pico_usd",
);
const ADDED = sql.raw(
  "sum(input_tokens), sum(cached_input_tokens), sum(cache_write_tokens), sum(output_tokens), sum(reasoning_tokens), sum(cost_pico_usd)",
);

const differingDays = sql`
  select coalesce(e.cost, 0) - coalesce(d.cost_pico_usd, 0) as drift
  from (select user_id, day, provider, model, purpose, sum(cost_pico_usd) as cost, row(${ADDED}, count(*) filter (where kind = 'usage'))::text as sums
        from entries group by 1, 2, 3, 4, 5) e
  full join (select *, row(${SUMS}, calls)::text as sums from usage_days) d
    using (user_id, day, provider, model, purpose)
  where e.sums is distinct from d.sums`;

const differingThreads = sql`
  select coalesce(e.cost, 0) - coalesce(t.cost_pico_usd, 0) as drift
  from (select thread_id, date_trunc('month', day)::date as month, sum(cost_pico_usd) as cost, row(${ADDED}, count(*) filter (where kind = 'usage'))::text as sums
        from entries group by 1, 2) e
  full join (select *, row(${SUMS}, calls)::text as sums from usage_threads) t using (thread_id, month)
  where e.sums is distinct from t.sums`;

const oddAttempts = sql`
  select coalesce(e.cost_pico_usd, 0) as drift
  from attempts a
  left join reservations r on r.attempt_id = a.id
  left join entries e on e.attempt_id = a.id and e.kind = 'usage'
  where r.id is null
    or (r.state = 'pending') <> (a.ended_at is null)
    or (r.state = 'posted') <> (e.id is not null)
    or (r.state = 'voided' and a.dispatched_at is not null and e.id is not null)`;

const differingHolds = sql`
  select p.reserved_pico_usd - coalesce(h.held, 0) as drift
  from budget_periods p
  left join (select b.budget_id, b.starts_at, sum(r.amount_pico_usd) as held
             from reservation_budgets b join reservations r on r.id = b.reservation_id
             where r.state = 'pending' group by 1, 2) h using (budget_id, starts_at)
  where p.reserved_pico_usd <> coalesce(h.held, 0)`;

/** By the civil day of the entries, which stays right where a zone's midnight comes twice. */
const differingSpent = (timeZone: string) => sql`
  select * from (
    select p.spent_pico_usd - coalesce((
      select sum(e.cost_pico_usd) from entries e
      where date_trunc(b.period, e.day::timestamp) = date_trunc(b.period, p.starts_at at time zone ${timeZone})
        and (b.scope = 'org' or e.user_id = b.scope_id)), 0) as drift
    from budget_periods p join budgets b on b.id = p.budget_id) compared
  where drift <> 0`;

const stuckHolds = sql`
  select 0::bigint as drift from attempts a join reservations r on r.attempt_id = a.id
  where r.state = 'pending' and a.lease_expires_at < now() - interval '60 seconds'`;
