import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";

/** Members whose rows are read at once. */
const MEMBERS_AT_ONCE = 200;

/** A member's entries of a day with one model, one price and one tier of it. Counts and amounts are decimal text. */
export type FocusGroup = {
  userId: string;
  departmentId: string | null;
  departmentName: string | null;
  /** The plan that the member has now: entries have none. */
  planName: string | null;
  assistantId: string | null;
  assistantName: string | null;
  provider: string;
  model: string;
  kind: "usage" | "adjustment";
  /** False for a correction of a month that is over. */
  inBudgets: boolean;
  serviceTier: "default" | "flex" | "batch";
  /** Null for a model that ran unpriced. */
  priceId: string | null;
  /** The input from which the tier's rates hold; zero for the price's own. */
  fromTokens: string;
  inputRate: string | null;
  cachedRate: string | null;
  writeRate: string | null;
  outputRate: string | null;
  permille: number;
  /** Runs whose first call is in this group, so that each is counted once in all. */
  runs: string;
  calls: string;
  inputTokens: string;
  cachedTokens: string;
  writeTokens: string;
  outputTokens: string;
  costPicoUsd: string;
  /** The parts of these that the provider did not report. */
  estimatedInputTokens: string;
  estimatedCachedTokens: string;
  estimatedWriteTokens: string;
  estimatedOutputTokens: string;
  estimatedPicoUsd: string;
};

/** A day's groups, some members at a time, in order of member, model and kind. */
export async function* readFocusDay(conn: Conn, day: string): AsyncGenerator<FocusGroup[]> {
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const members = await conn.execute<{ userId: string }>(sql`
      select distinct user_id as "userId" from usage_days where day = ${day}::date and user_id > ${after}::uuid
      order by 1 limit ${MEMBERS_AT_ONCE}::int`);
    const last = members.at(-1);
    if (!last) return;
    yield await readGroups(conn, day, { after, last: last.userId });
    if (members.length < MEMBERS_AT_ONCE) return;
    after = last.userId;
  }
}

/**
 * Entries have an index on their instant: a civil day lies within these in every zone, and so do the hours before it, in
 * which a run may have begun that goes on on this day.
 */
function readGroups(
  conn: Conn,
  day: string,
  members: { after: string; last: string },
): Promise<FocusGroup[]> {
  return conn.execute<FocusGroup>(sql`
    with near as (
      select e.*, e.kind = 'usage' and row_number() over (
        partition by e.run_id order by e.kind <> 'usage', e.occurred_at, e.id) = 1 as begins_run,
        e.certainty = 'estimated' or e.certainty_reason is not null as is_estimated
      from entries e
      where e.occurred_at >= ${day}::date::timestamp at time zone 'UTC' - interval '2 days'
        and e.occurred_at < ${day}::date::timestamp at time zone 'UTC' + interval '2 days'
        and e.user_id > ${members.after}::uuid and e.user_id <= ${members.last}::uuid)
    select e.user_id as "userId", e.department_id as "departmentId", d.name as "departmentName", e.provider, e.model,
      e.kind, e.in_budgets as "inBudgets", e.service_tier as "serviceTier", e.price_id as "priceId",
      e.assistant_id as "assistantId", a.name as "assistantName", l.name as "planName",
      coalesce(t.tier->>'fromInputTokens', '0') as "fromTokens",
      coalesce(t.tier->>'inputPicoUsd', p.input_pico_usd::text) as "inputRate",
      coalesce(t.tier->>'cachedInputPicoUsd', p.cached_input_pico_usd::text) as "cachedRate",
      coalesce(t.tier->>'cacheWritePicoUsd', p.cache_write_pico_usd::text) as "writeRate",
      coalesce(t.tier->>'outputPicoUsd', p.output_pico_usd::text) as "outputRate",
      case e.service_tier when 'batch' then p.batch_permille when 'flex' then p.flex_permille else 1000 end as permille,
      count(*) filter (where e.begins_run) as runs, count(*) filter (where e.kind = 'usage') as calls,
      sum(e.input_tokens) as "inputTokens", sum(e.cached_input_tokens) as "cachedTokens",
      sum(e.cache_write_tokens) as "writeTokens", sum(e.output_tokens) as "outputTokens",
      sum(e.cost_pico_usd) as "costPicoUsd",
      coalesce(sum(e.input_tokens) filter (where e.is_estimated), 0) as "estimatedInputTokens",
      coalesce(sum(e.cached_input_tokens) filter (where e.is_estimated), 0) as "estimatedCachedTokens",
      coalesce(sum(e.cache_write_tokens) filter (where e.is_estimated), 0) as "estimatedWriteTokens",
      coalesce(sum(e.output_tokens) filter (where e.is_estimated), 0) as "estimatedOutputTokens",
      coalesce(sum(e.cost_pico_usd) filter (where e.is_estimated), 0) as "estimatedPicoUsd"
    from near e
    join users u on u.id = e.user_id
    left join plans l on l.id = u.plan_id
    left join departments d on d.id = e.department_id
    left join assistants a on a.id = e.assistant_id
    left join prices p on p.id = e.price_id
    left join lateral (
      select tier from jsonb_array_elements(p.tiers) as tiers(tier)
      where (tier->>'fromInputTokens')::bigint <= abs(e.input_tokens)
      order by (tier->>'fromInputTokens')::bigint desc limit 1) t on true
    where e.day = ${day}::date
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18
    order by 1, 4, 5, 6, 7, 8, 9, 13, 10, 2`);
}
