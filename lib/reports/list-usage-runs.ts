import { type SQL, sql } from "drizzle-orm";
import { fromPlace, readCursor, toPlace, writeCursor } from "@/db/cursor";
import { isId } from "@/db/id";
import type { Certainty } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { ownInMonth } from "./member-entries";
import { spanOf } from "./span";
import type { ReportInput, RunFilter, UsageRun, UsageRunPage } from "./types";

const PAGE_MAX = 1_000;
const PAGE = 20;

export type UsageRunsInput = ReportInput &
  RunFilter & { cursor?: string | undefined; limit?: number | undefined };

/**
 * The actor's runs that cost something in a month, the newest first, with what of their calls the filter lets
 * through: the sum of all pages is the sum of those entries. At most 1,000 a page.
 */
export async function listUsageRuns(ctx: Ctx, input: UsageRunsInput = {}): Promise<UsageRunPage> {
  const span = spanOf(input);
  const limit = Math.min(Math.max(input.limit ?? PAGE, 1), PAGE_MAX);
  // Which runs the page shows is found first: only theirs are added up.
  const rows = await ctx.db.execute<Raw>(sql`
    with mine as not materialized (
      select e.* from entries e where ${ownInMonth(ctx, span)} ${filterOf(input)}),
    shown as (
      select e.run_id from mine e
      group by e.run_id
      ${after(input.cursor)}
      order by max(e.occurred_at) desc, e.run_id desc limit ${limit + 1}
    )
    select g.*, ${toPlace(sql`g.at`)}::text as place, r.provider, r.model, r.requested_model,
      t.api_key_id is not null as is_api_key,
      case when t.deleted_at is null and t.erased_at is null then t.title end as title
    from (
      select e.run_id, max(e.occurred_at) as at, max(e.day)::text as day, (array_agg(e.thread_id))[1] as thread_id,
        count(distinct e.attempt_id)::int as calls, array_agg(distinct e.purpose) as purposes,
        sum(e.input_tokens)::bigint as input_tokens, sum(e.cached_input_tokens)::bigint as cached_tokens,
        sum(e.output_tokens)::bigint as output_tokens, sum(e.cost_pico_usd) as cost,
        coalesce(sum(e.cost_pico_usd) filter (where e.certainty <> 'exact'), 0) as estimated,
        ${holds("unpriced")} as is_unpriced, ${holds("estimated")} as is_estimated
      from mine e where e.run_id in (select run_id from shown)
      group by e.run_id
    ) g
    join runs r on r.id = g.run_id join threads t on t.id = g.thread_id
    order by g.at desc, g.run_id desc`);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    span: { month: span.month, timeZone: span.timeZone },
    runs: shown.map(toRun),
    nextCursor: rows.length > limit && last ? writeCursor({ by: last.place, id: last.run_id }) : null,
  };
}

type Raw = {
  run_id: string;
  at: string;
  place: string;
  day: string;
  thread_id: string;
  title: string | null;
  is_api_key: boolean;
  provider: string;
  model: string;
  requested_model: string | null;
  calls: number;
  purposes: string[];
  input_tokens: string;
  cached_tokens: string;
  output_tokens: string;
  cost: string;
  estimated: string;
  is_unpriced: boolean;
  is_estimated: boolean;
};

/** Whether anything of a certainty is left: a correction takes back tokens with the amount. */
function holds(certainty: Certainty): SQL {
  return sql`coalesce(sum(e.input_tokens + e.output_tokens) filter (where e.certainty = ${certainty}), 0) <> 0`;
}

function filterOf({ model, threadId, purpose, certainty, day }: RunFilter): SQL {
  const parts: SQL[] = [];
  if (model) parts.push(sql`and e.provider || '/' || e.model = ${model}`);
  if (threadId) parts.push(isId(threadId) ? sql`and e.thread_id = ${threadId}::uuid` : sql`and false`);
  if (purpose) parts.push(sql`and e.purpose = ${purpose}`);
  if (certainty) parts.push(sql`and e.certainty = ${certainty}`);
  if (day) parts.push(sql`and e.day = ${day}::date`);
  return sql.join(parts, sql` `);
}

function after(cursor: string | undefined): SQL {
  const place = readCursor(cursor, "instant");
  return place ? sql`having (max(e.occurred_at), e.run_id) < ${fromPlace(place)}` : sql``;
}

function toRun(row: Raw): UsageRun {
  return {
    runId: row.run_id,
    at: new Date(row.at),
    day: row.day,
    threadId: row.thread_id,
    title: row.title || null,
    isApiKey: row.is_api_key,
    provider: row.provider,
    model: row.model,
    requestedModel: row.requested_model,
    calls: row.calls,
    purposes: row.purposes.toSorted(),
    inputTokens: Number(row.input_tokens),
    cachedInputTokens: Number(row.cached_tokens),
    outputTokens: Number(row.output_tokens),
    costPicoUsd: BigInt(row.cost),
    estimatedPicoUsd: BigInt(row.estimated),
    certainty: row.is_unpriced ? "unpriced" : row.is_estimated ? "estimated" : "exact",
  };
}
