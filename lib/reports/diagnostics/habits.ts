import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { costOf } from "@/lib/pricing";
import type { Price, Usage } from "@/lib/pricing/types";
import { priceOffered } from "../price-offered";
import type { ReckonedModel } from "../types";
import { habitsOf } from "./answers";
import type { Days } from "./days";
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
 * request on the same model that day, so far as both are long; that is what a provider could have kept.
 */
export async function readHabits(
  conn: Conn,
  days: Days,
  offered: readonly ReckonedModel[],
): Promise<ModelHabit[]> {
  const rows = await conn.execute<Row>(sql`
    with days as materialized (${habitsOf(days)}),
    sums as (
      select provider, model, ${SUMS} from days
      group by provider, model order by sum(cost) desc, provider, model limit ${MODELS_MAX}::int)
    select sums.*, coalesce(used.members, 0) as members, coalesce(briefly.members, 0) as short_members
    from sums left join (${membersIn("members")}) used using (provider, model)
    left join (${membersIn("short_members")}) briefly using (provider, model)
    order by sums.cost desc, provider, model`);
  const prices = await pricesOf(conn, offered, rows);
  return rows.map((row) => toHabit(row, prices));
}

const SUMS = sql.raw(
  [
    ...[
      "answers",
      "input",
      "cost",
      "long_answers",
      "long_input",
      "long_cost",
      "short_answers",
      "short_input",
    ],
    ...["short_output", "short_cost", "repeated", "repeated_cached"],
  ]
    .map((column) => `sum(${column}) as ${column}`)
    .join(", "),
);

/** Each member once, on however many days. */
function membersIn(column: "members" | "short_members"): SQL {
  return sql`
    select provider, model, count(*) as members from (
      select distinct provider, model, member from days cross join lateral unnest(${sql.raw(column)}) as member) each_once
    group by provider, model`;
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
