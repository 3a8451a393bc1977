import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { inSnapshot } from "../snapshot";
import type { Reconciliation, ReconciliationRow } from "../types";
import { type UtcRange, utcRangeOf } from "./utc-range";

/** Of 31 days; as many models as no day has. */
const ROWS_MAX = 5_000;

/**
 * What Purser computed beside what a provider charged, by day in UTC and model, with what can make the difference.
 * Dated releases count to the model that they are a release of. For admins; throws `invalid` for more than 31 days.
 */
export async function getReconciliation(
  ctx: Ctx,
  { provider, ...range }: UtcRange & { provider: string },
): Promise<Reconciliation> {
  assertAdmin(ctx.actor);
  const within = utcRangeOf(range);
  return inSnapshot(ctx, async (conn) => {
    const rows = await readRows(conn, { provider, ...range, ...within });
    const daysRead = await conn.execute<{ day: string }>(sql`
      select distinct day::text as day from provider_days where provider = ${provider}
        and day between ${range.from}::date and ${range.to}::date order by 1`);
    return {
      provider,
      ...range,
      rows,
      daysRead: daysRead.map(({ day }) => day),
      ...totalsOf(rows, daysRead),
    };
  });
}

/** Only days whose costs were read can be compared. */
function totalsOf(rows: readonly ReconciliationRow[], daysRead: readonly { day: string }[]) {
  const read = new Set(daysRead.map(({ day }) => day));
  const compared = rows.filter(({ day }) => read.has(day));
  return {
    billedPicoUsd: compared.reduce((sum, one) => sum + (one.billedPicoUsd ?? 0n), 0n),
    computedPicoUsd: compared.reduce((sum, one) => sum + one.computedPicoUsd, 0n),
    estimatedPicoUsd: compared.reduce((sum, one) => sum + one.estimatedPicoUsd, 0n),
  };
}

type Within = UtcRange & { provider: string; start: Date; end: Date };
type Raw = Omit<
  ReconciliationRow,
  "billedPicoUsd" | "computedPicoUsd" | "estimatedPicoUsd" | "adjustedPicoUsd"
> & {
  billed: string | null;
  computed: string;
  estimated: string;
  adjusted: string;
};

async function readRows(conn: Conn, within: Within): Promise<ReconciliationRow[]> {
  const rows = await conn.execute<Raw>(sql`
    with billed as (
      select b.day, coalesce(a.model, b.model) as model, sum(b.billed_pico_usd) as amount
      from provider_days b left join price_aliases a on a.provider = b.provider and a.alias = b.model
      where b.provider = ${within.provider} and b.day between ${within.from}::date and ${within.to}::date group by 1, 2),
    computed as (${computedRows(within)}),
    unsettled as (${unsettledRows(within)}),
    joined as (
      select day, model, b.amount::text as billed, coalesce(c.amount, 0)::text as computed,
        coalesce(c.estimated, 0)::text as estimated, coalesce(c.adjusted, 0)::text as adjusted,
        coalesce(c.calls, 0)::int as calls, coalesce(c.unpriced, 0)::int as "unpricedCalls",
        coalesce(c.rounded, 0)::int as "roundedCalls", coalesce(u.calls, 0)::int as "unsettledCalls"
      from billed b full join computed c using (day, model) full join unsettled u using (day, model))
    select j.*, j.day::text as day, exists (
      select from provider_days r where r.provider = ${within.provider} and r.day = j.day) as "isRead"
    from joined j
    order by j.day desc, j.model limit ${ROWS_MAX}::int`);
  return rows.map(({ billed, computed, estimated, adjusted, ...row }) => ({
    ...row,
    billedPicoUsd: billed === null ? null : BigInt(billed),
    computedPicoUsd: BigInt(computed),
    estimatedPicoUsd: BigInt(estimated),
    adjustedPicoUsd: BigInt(adjusted),
  }));
}

function computedRows({ provider, start, end }: Within) {
  return sql`
    select (e.occurred_at at time zone 'UTC')::date as day, coalesce(a.model, e.model) as model,
      sum(e.cost_pico_usd) as amount, count(*) filter (where e.kind = 'usage') as calls,
      coalesce(sum(e.cost_pico_usd) filter (where e.certainty <> 'exact'), 0) as estimated,
      coalesce(sum(e.cost_pico_usd) filter (where e.kind = 'adjustment'), 0) as adjusted,
      count(*) filter (where e.certainty = 'unpriced') as unpriced,
      count(*) filter (where e.service_tier <> 'default') as rounded
    from entries e left join price_aliases a on a.provider = e.provider and a.alias = e.model
    where e.provider = ${provider} and e.occurred_at >= ${start.toISOString()}::timestamptz
      and e.occurred_at < ${end.toISOString()}::timestamptz
    group by 1, 2`;
}

/** Calls that were sent and never settled with a cost: of them a provider may have charged what nobody knows. */
function unsettledRows({ provider, start, end }: Within) {
  return sql`
    select (t.dispatched_at at time zone 'UTC')::date as day, coalesce(a.model, t.model) as model, count(*) as calls
    from attempts t left join price_aliases a on a.provider = t.provider and a.alias = t.model
    where t.id >= ${firstIdOf(start, -1)}::uuid and t.id < ${firstIdOf(end, 1)}::uuid and t.provider = ${provider}
      and t.dispatched_at >= ${start.toISOString()}::timestamptz and t.dispatched_at < ${end.toISOString()}::timestamptz
      and t.cost_pico_usd is null
    group by 1, 2`;
}

/** Ids begin with the millisecond of their making, and have an index. */
function firstIdOf(at: Date, days: number): string {
  const hex = (at.getTime() + days * 86_400_000).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
