import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { costOf } from "@/lib/pricing";
import type { Price, Usage } from "@/lib/pricing/types";
import { priceOffered } from "../price-offered";
import type { ReckonedModel } from "../types";
import { answersOf, type Days } from "./days";
import { CACHEABLE_TOKENS, LONG_INPUT_TOKENS, SHORT_INPUT_TOKENS, SHORT_OUTPUT_TOKENS } from "./limits";
import type { Elsewhere, ModelHabit } from "./types";

const MODELS_MAX = 50;

type Row = Record<
  | "answers"
  | "members"
  | "input"
  | "cost"
  | "long_answers"
  | "long_input"
  | "long_cost"
  | "short_answers"
  | "short_members"
  | "short_input"
  | "short_output"
  | "short_cost"
  | "repeated"
  | "repeated_cached",
  string
> & { provider: string; model: string };

/**
 * What the answers of the days were like by model, the dearest first. What a thread sent once is repeated by its next
 * request on the same model, so far as both are long; that is what a provider could have kept.
 */
export async function readHabits(
  conn: Conn,
  days: Days,
  offered: readonly ReckonedModel[],
): Promise<ModelHabit[]> {
  const isLong = sql`input_tokens > ${LONG_INPUT_TOKENS}::int`;
  const isShort = sql`input_tokens <= ${SHORT_INPUT_TOKENS}::int and output_tokens <= ${SHORT_OUTPUT_TOKENS}::int`;
  const isRepeated = sql`sent_before >= ${CACHEABLE_TOKENS}::int and input_tokens >= ${CACHEABLE_TOKENS}::int`;
  const rows = await conn.execute<Row>(sql`
    with answers as (
      select e.*, lag(e.input_tokens) over (partition by e.thread_id, e.provider, e.model order by e.occurred_at, e.id)
        as sent_before
      from entries e where ${answersOf(days)})
    select provider, model, count(*) as answers, count(distinct user_id) as members, sum(input_tokens) as input,
      sum(cost_pico_usd) as cost,
      count(*) filter (where ${isLong}) as long_answers,
      coalesce(sum(input_tokens) filter (where ${isLong}), 0) as long_input,
      coalesce(sum(cost_pico_usd) filter (where ${isLong}), 0) as long_cost,
      count(*) filter (where ${isShort}) as short_answers,
      count(distinct user_id) filter (where ${isShort}) as short_members,
      coalesce(sum(input_tokens) filter (where ${isShort}), 0) as short_input,
      coalesce(sum(output_tokens) filter (where ${isShort}), 0) as short_output,
      coalesce(sum(cost_pico_usd) filter (where ${isShort}), 0) as short_cost,
      coalesce(sum(least(sent_before, input_tokens)) filter (where ${isRepeated}), 0) as repeated,
      coalesce(sum(least(cached_input_tokens, sent_before)) filter (where ${isRepeated}), 0) as repeated_cached
    from answers group by provider, model order by sum(cost_pico_usd) desc, provider, model limit ${MODELS_MAX}::int`);
  const prices = await pricesOf(conn, offered, rows);
  return rows.map((row) => toHabit(row, prices));
}

type Prices = { own: Map<string, Price>; offered: { model: ReckonedModel; price: Price }[] };

async function pricesOf(
  conn: Conn,
  offered: readonly ReckonedModel[],
  rows: readonly Row[],
): Promise<Prices> {
  const used = rows.map(({ provider, model }) => ({ provider, model }));
  const own = await priceOffered(conn, used);
  const others = await priceOffered(conn, offered);
  return {
    own: new Map(
      own.flatMap(({ model, answer }) =>
        answer.price ? [[`${model.provider}/${model.model}`, answer.price] as const] : [],
      ),
    ),
    offered: others.flatMap(({ model, answer }) => (answer.price ? [{ model, price: answer.price }] : [])),
  };
}

function toHabit(row: Row, prices: Prices): ModelHabit {
  const { provider, model } = row;
  const shortCost = BigInt(row.short_cost);
  const own = prices.own.get(`${provider}/${model}`);
  const missed = Number(row.repeated) - Number(row.repeated_cached);
  return {
    ...{ provider, model, answers: Number(row.answers), members: Number(row.members) },
    ...{ inputTokens: Number(row.input), costPicoUsd: BigInt(row.cost) },
    long: {
      answers: Number(row.long_answers),
      inputTokens: Number(row.long_input),
      costPicoUsd: BigInt(row.long_cost),
    },
    short: {
      answers: Number(row.short_answers),
      members: Number(row.short_members),
      costPicoUsd: shortCost,
      elsewhere: cheapestFor(shortUsage(row), shortCost, prices),
    },
    repeated: {
      tokens: Number(row.repeated),
      cachedTokens: Number(row.repeated_cached),
      missedPicoUsd: own ? BigInt(missed) * (own.inputPicoUsd - own.cachedInputPicoUsd) : null,
    },
  };
}

/** Another model has kept nothing of it. */
function shortUsage(row: Row): Usage {
  return {
    inputTokens: Number(row.short_input),
    ...{ cachedInputTokens: 0, cacheWriteTokens: 0 },
    outputTokens: Number(row.short_output),
    reasoningTokens: 0,
  };
}

/** Null where no other model would have cost less; what nobody offers now is named only where nothing else would. */
function cheapestFor(usage: Usage, costPicoUsd: bigint, { offered }: Prices): Elsewhere | null {
  let best: Elsewhere | null = null;
  for (const { model, price } of offered) {
    const { id, isOffered = true } = model;
    const cost = costOf(usage, { ...price, tiers: [] });
    const isBetter = !best || (isOffered === best.isOffered ? cost < best.costPicoUsd : isOffered);
    if (cost < costPicoUsd && isBetter) best = { id, model: model.model, isOffered, costPicoUsd: cost };
  }
  return best;
}
