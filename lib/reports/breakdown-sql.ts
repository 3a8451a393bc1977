import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { ownInMonth } from "./member-entries";
import { spanOf } from "./span";
import type { ReportInput } from "./types";

/**
 * `mine`, the actor's entries of a month, and `priced`, their sums by rates and certainty with what each kind of token
 * cost. Only what needs an entry's own figures is worked out entry by entry: a heavy month has tens of thousands.
 */
export function breakdownOf(ctx: Ctx, input: ReportInput): SQL {
  return sql`${RATES}, ${entriesOf(ctx, input)}, ${PRICED}`;
}

/** The rates of each price, a row a tier, with the input and the time for which they hold. */
const RATES = sql`lasting as (
    select *, lead(effective_from) over (partition by provider, model order by effective_from) as effective_until
    from prices),
  rates as materialized (
    select row_number() over () as number, p.id, p.provider, p.model, p.effective_from, p.effective_until,
      p.batch_permille, p.flex_permille, tier.*,
      lead(tier.from_tokens) over (partition by p.id order by tier.from_tokens) as until_tokens
    from lasting p cross join lateral (
      select 0::bigint as from_tokens, p.input_pico_usd as input, p.cached_input_pico_usd as cached,
        p.cache_write_pico_usd as written, p.output_pico_usd as output
      union all
      select (step->>'fromInputTokens')::bigint, (step->>'inputPicoUsd')::bigint,
        (step->>'cachedInputPicoUsd')::bigint, (step->>'cacheWritePicoUsd')::bigint, (step->>'outputPicoUsd')::bigint
      from jsonb_array_elements(p.tiers) step
    ) tier)`;

/**
 * Of each entry its rates, those of the model asked for, and whether its tokens make its cost. What fits the ledger
 * fits a bigint, unless a factor made it small.
 */
function entriesOf(ctx: Ctx, input: ReportInput): SQL {
  const total = (rate: SQL) => sql`(plain_tokens * ${rate} + e.cached_input_tokens * rate.cached
      + e.cache_write_tokens * rate.written + e.output_tokens * rate.output)`;
  return sql`mine as materialized (
    select e.attempt_id, e.run_id, e.certainty, e.cost_pico_usd as cost, e.input_tokens, plain_tokens,
      e.cached_input_tokens, e.cache_write_tokens, e.output_tokens, e.reasoning_tokens, permille,
      rate.number as rate, asked.number as asked_rate,
      coalesce(case when e.certainty <> 'exact' then false
        when permille = 1000 then e.cost_pico_usd = ${total(sql`rate.input`)}
        else e.cost_pico_usd = ${rounded(sql`(${total(sql`rate.input::numeric`)} * permille)`)} end, false) as is_split
    from entries e
    left join rates rate on rate.id = e.price_id and ${reaches("rate")}
    left join runs r on r.id = e.run_id and r.user_id = ${ctx.actor.userId}::uuid and r.requested_model is not null
      and e.purpose = 'answer'
    left join rates asked on asked.provider = rate.provider and asked.model = r.requested_model
      and e.occurred_at >= asked.effective_from
      and (asked.effective_until is null or e.occurred_at < asked.effective_until) and ${reaches("asked")}
    cross join lateral (
      select case when e.input_tokens < 0 then least(0, e.input_tokens - e.cached_input_tokens - e.cache_write_tokens)
          else greatest(0, e.input_tokens - e.cached_input_tokens - e.cache_write_tokens) end as plain_tokens,
        case e.service_tier when 'batch' then rate.batch_permille when 'flex' then rate.flex_permille else 1000 end
          as permille
    ) part
    where ${ownInMonth(ctx, spanOf(input))})`;
}

/** That an entry's input reaches the tier, and not the next one. */
function reaches(rates: "rate" | "asked"): SQL {
  const tier = sql.identifier(rates);
  return sql`abs(e.input_tokens) >= ${tier}.from_tokens
    and (${tier}.until_tokens is null or abs(e.input_tokens) < ${tier}.until_tokens)`;
}

/** Thousandths as pico-USD, rounded away from zero, as a call is priced and as it is taken back. */
function rounded(thousandths: SQL): SQL {
  return sql`(sign(${thousandths}) * div(abs(${thousandths}) + 999, 1000))`;
}

const costOf = (total: SQL) => sql`div((${total}) * permille, 1000)`;

const PRICED = sql`sums as (
    select rate, asked_rate, permille, certainty, is_split, sum(cost) as cost, sum(input_tokens) as input_tokens,
      sum(plain_tokens) as plain_tokens, sum(cached_input_tokens) as cached_tokens,
      sum(cache_write_tokens) as write_tokens, sum(output_tokens) as output_tokens,
      sum(reasoning_tokens) as reasoning_tokens
    from mine group by rate, asked_rate, permille, certainty, is_split),
  priced as (
    select sums.*,
      ${costOf(sql`plain_tokens * rate.input`)} as input_cost,
      ${costOf(sql`cached_tokens * rate.cached`)} as cached_cost,
      ${costOf(sql`write_tokens * rate.written`)} as write_cost,
      ${costOf(sql`output_tokens * rate.output`)} as output_cost,
      ${costOf(sql`reasoning_tokens * rate.output`)} as reasoning_cost,
      ${costOf(sql`(input_tokens - plain_tokens) * rate.input - cached_tokens * rate.cached
        - write_tokens * rate.written`)} as cache_saved,
      ${costOf(sql`plain_tokens * (asked.input - rate.input) + cached_tokens * (asked.cached - rate.cached)
        + write_tokens * (asked.written - rate.written) + output_tokens * (asked.output - rate.output)`)}
        as downgrade_saved
    from sums left join rates rate on rate.number = sums.rate left join rates asked on asked.number = sums.asked_rate)`;
