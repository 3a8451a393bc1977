import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { ownInMonth } from "./member-entries";
import { spanOf } from "./span";
import type { KindSum, MemberBreakdown, ReportInput } from "./types";

/**
 * The actor's month by kind of token, and what caches and cheaper models saved: read from the entries, each by the
 * price that it is pinned to, so that all lines together are the month's cost.
 */
export async function getMemberBreakdown(ctx: Ctx, input: ReportInput = {}): Promise<MemberBreakdown> {
  const [row] = await ctx.db.execute<Raw>(sql`
    with ${rated(ctx, input)}
    select
      ${KINDS},
      coalesce(sum(cost) filter (where certainty = 'estimated'), 0) as estimated_cost,
      coalesce(sum(input_tokens + output_tokens) filter (where certainty = 'estimated'), 0) as estimated_tokens,
      count(distinct attempt_id) filter (where certainty = 'estimated') as estimated_calls,
      coalesce(sum(cost) filter (where certainty = 'exact' and not is_split), 0) as corrected_cost,
      count(distinct attempt_id) filter (where certainty = 'exact' and not is_split) as corrected_calls,
      coalesce(sum(input_tokens + output_tokens) filter (where certainty = 'unpriced'), 0) as unpriced_tokens,
      count(distinct attempt_id) filter (where certainty = 'unpriced') as unpriced_calls,
      coalesce(sum(uncached - cost) filter (where is_split), 0) as cache_saved,
      count(distinct run_id) filter (where is_split and cached_input_tokens <> 0) as cache_answers,
      coalesce(sum(asked - cost) filter (where is_split), 0) as downgrade_saved,
      count(distinct run_id) filter (where is_split and asked is not null) as downgrade_answers
    from split`);
  if (!row) throw new Error("A sum answers one row.");
  return toBreakdown(row);
}

/**
 * Of each entry its rates, its parts in pico-USD, whether they make its cost, and what it would have cost otherwise.
 * `materialized` and `offset 0` keep Postgres from working these out anew in each of the sums.
 */
function rated(ctx: Ctx, input: ReportInput) {
  return sql`priced as (
    select e.attempt_id, e.run_id, e.certainty, e.cost_pico_usd as cost, e.input_tokens, e.cached_input_tokens,
      e.cache_write_tokens, e.output_tokens, e.reasoning_tokens,
      case when e.input_tokens < 0 then least(0, e.input_tokens - e.cached_input_tokens - e.cache_write_tokens)
        else greatest(0, e.input_tokens - e.cached_input_tokens - e.cache_write_tokens) end as plain_tokens,
      coalesce(tier.input, p.input_pico_usd) as input_rate,
      coalesce(tier.cached, p.cached_input_pico_usd) as cached_rate,
      coalesce(tier.written, p.cache_write_pico_usd) as write_rate,
      coalesce(tier.output, p.output_pico_usd) as output_rate,
      case e.service_tier when 'batch' then p.batch_permille when 'flex' then p.flex_permille else 1000 end as permille,
      asked.input as asked_input, asked.cached as asked_cached, asked.written as asked_write,
      asked.output as asked_output
    from entries e
    left join prices p on p.id = e.price_id
    left join lateral (
      -- By its key, entry by entry: there are far more runs than this member's.
      select requested_model from runs where id = e.run_id and e.purpose = 'answer' offset 0
    ) r on true
    ${tierOf(sql`p.tiers`, "tier")}
    left join lateral (
      select * from prices where provider = p.provider and model = r.requested_model and effective_from <= e.occurred_at
      order by effective_from desc limit 1
    ) other on true
    ${tierOf(sql`other.tiers`, "above")}
    left join lateral (
      select coalesce(above.input, other.input_pico_usd) as input,
        coalesce(above.cached, other.cached_input_pico_usd) as cached,
        coalesce(above.written, other.cache_write_pico_usd) as written,
        coalesce(above.output, other.output_pico_usd) as output
      where other.id is not null
    ) asked on true
    where ${ownInMonth(ctx, spanOf(input))}),
  split as materialized (
    select priced.*, part.*,
      certainty = 'exact' and coalesce(cost = ${rounded(sql`total * permille`)}, false) as is_split,
      ${rounded(sql`(input_tokens * input_rate::numeric + output_tokens * output_rate) * permille`)} as uncached,
      ${rounded(sql`(plain_tokens * asked_input::numeric + cached_input_tokens * asked_cached
        + cache_write_tokens * asked_write + output_tokens * asked_output) * permille`)} as asked
    from priced cross join lateral (
      select plain_tokens * input_rate::numeric + cached_input_tokens * cached_rate
          + cache_write_tokens * write_rate + output_tokens * output_rate as total,
        trunc(plain_tokens * input_rate::numeric * permille / 1000) as input_cost,
        trunc(cached_input_tokens * cached_rate::numeric * permille / 1000) as cached_cost,
        trunc(cache_write_tokens * write_rate::numeric * permille / 1000) as write_cost,
        trunc(output_tokens * output_rate::numeric * permille / 1000) as output_cost,
        trunc(reasoning_tokens * output_rate::numeric * permille / 1000) as reasoning_cost
      offset 0
    ) part)`;
}

/** The rates from the tier that an entry's input reaches, as a join of one row or none. */
function tierOf(tiers: ReturnType<typeof sql>, name: "tier" | "above") {
  return sql`left join lateral (
      select (step->>'inputPicoUsd')::bigint as input, (step->>'cachedInputPicoUsd')::bigint as cached,
        (step->>'cacheWritePicoUsd')::bigint as written, (step->>'outputPicoUsd')::bigint as output
      from jsonb_array_elements(${tiers}) step
      where abs(e.input_tokens) >= (step->>'fromInputTokens')::bigint
      order by (step->>'fromInputTokens')::bigint desc limit 1
    ) ${sql.identifier(name)} on true`;
}

/** Thousandths as pico-USD, rounded away from zero, as a call is priced and as it is taken back. */
function rounded(thousandths: ReturnType<typeof sql>) {
  return sql`(sign(${thousandths}) * ceil(abs(${thousandths}) / 1000))`;
}

const sumOf = (column: string, as: string) =>
  sql`coalesce(sum(${sql.identifier(column)}) filter (where is_split), 0) as ${sql.identifier(as)}`;

const KINDS = sql.join(
  [
    sumOf("plain_tokens", "input_tokens"),
    sumOf("cached_input_tokens", "cached_tokens"),
    sumOf("cache_write_tokens", "write_tokens"),
    sumOf("output_tokens", "output_tokens"),
    sumOf("reasoning_tokens", "reasoning_tokens"),
    ...["input_cost", "cached_cost", "write_cost", "output_cost", "reasoning_cost"].map((cost) =>
      sumOf(cost, cost),
    ),
    sql`coalesce(sum(cost - input_cost - cached_cost - write_cost - output_cost) filter (where is_split), 0) as rounding`,
  ],
  sql`, `,
);

/** Sums of bigints arrive as text. */
type Raw = Record<
  | "input_tokens"
  | "cached_tokens"
  | "write_tokens"
  | "output_tokens"
  | "reasoning_tokens"
  | "input_cost"
  | "cached_cost"
  | "write_cost"
  | "output_cost"
  | "reasoning_cost"
  | "rounding"
  | "estimated_cost"
  | "estimated_tokens"
  | "estimated_calls"
  | "corrected_cost"
  | "corrected_calls"
  | "unpriced_tokens"
  | "unpriced_calls"
  | "cache_saved"
  | "cache_answers"
  | "downgrade_saved"
  | "downgrade_answers",
  string
>;

function toBreakdown(row: Raw): MemberBreakdown {
  const kind = (name: KindSum["kind"], tokens: string, cost: string): KindSum => ({
    ...{ kind: name, tokens: Number(tokens), costPicoUsd: BigInt(cost) },
  });
  return {
    tokens: {
      kinds: [
        kind("input", row.input_tokens, row.input_cost),
        kind("cached", row.cached_tokens, row.cached_cost),
        kind("cache write", row.write_tokens, row.write_cost),
        kind("output", row.output_tokens, row.output_cost),
      ],
      reasoning: { tokens: Number(row.reasoning_tokens), costPicoUsd: BigInt(row.reasoning_cost) },
      roundingPicoUsd: BigInt(row.rounding),
      estimated: {
        calls: Number(row.estimated_calls),
        tokens: Number(row.estimated_tokens),
        costPicoUsd: BigInt(row.estimated_cost),
      },
      corrected: { calls: Number(row.corrected_calls), costPicoUsd: BigInt(row.corrected_cost) },
      unpriced: { calls: Number(row.unpriced_calls), tokens: Number(row.unpriced_tokens) },
    },
    cache: { answers: Number(row.cache_answers), savedPicoUsd: BigInt(row.cache_saved) },
    downgrade: { answers: Number(row.downgrade_answers), savedPicoUsd: BigInt(row.downgrade_saved) },
  };
}
