import {
  type ConditionalPrice,
  findProvider,
  type MatchLogic,
  type ModelInfo,
  type ModelPrice,
} from "@pydantic/genai-prices";
import { EVERY_MODEL, indexPrices, MAKERS, type Named, type PriceIndex, timelineIn } from "./names";
import { factorsOf } from "./service-tiers";
import type { Rates, Terms, Tier } from "./types";

/** Who sells the makers' models at prices of their own. */
const SELLERS = ["azure", "openrouter", "groq", "together", "fireworks", "cerebras", "moonshotai"] as const;
const CATALOGUE_PROVIDERS = [...MAKERS, ...SELLERS];

/** Every provider whose models can be priced, as `lib/providers` calls them. */
export const PRICED_PROVIDERS = [...CATALOGUE_PROVIDERS, "compatible", "ollama", "demo"] as const;

const CATALOGUE_SOURCE = "genai-prices 0.1.8";
/** The begin of a price whose own the catalogue does not know. */
export const FROM_THE_START = new Date("2020-01-01T00:00:00Z");

export type CataloguePrice = Terms & {
  provider: string;
  model: string;
  effectiveFrom: Date;
  source: string;
};

export type Catalogue = {
  prices: CataloguePrice[];
  aliases: { provider: string; alias: string; model: string }[];
};

let known: Catalogue | undefined;

/** Every token-priced model with its price history and the other exact names it goes by, and our own prices. */
export function readCatalogue(): Catalogue {
  known ??= read();
  return known;
}

const indexes = new WeakMap<Catalogue, PriceIndex<CataloguePrice>>();

/** What a catalogue says of a model over time, under the same rules by which the book is read. */
export function offeredBy(catalogue: Catalogue, named: Named): CataloguePrice[] {
  const index = indexes.get(catalogue) ?? indexPrices(catalogue.prices, catalogue.aliases);
  indexes.set(catalogue, index);
  return timelineIn(index, named);
}

function read(): Catalogue {
  const prices: CataloguePrice[] = [];
  const aliases: Catalogue["aliases"] = [];
  for (const provider of CATALOGUE_PROVIDERS) {
    for (const model of findProvider({ providerId: provider })?.models ?? []) {
      const named = { provider, model: model.id, source: CATALOGUE_SOURCE, ...factorsOf(provider, model.id) };
      const history = historyOf(model).map((price) => ({ ...price, ...named }));
      if (history.length === 0) continue;
      prices.push(...history);
      for (const alias of [...exactNames(model.match), ...undatedNames(model)]) {
        if (alias !== model.id) aliases.push({ provider, alias, model: model.id });
      }
    }
  }
  return { prices: [...prices, ...ownPrices(prices)], aliases };
}

/** The demo model costs what gpt-4o-mini does, so that its figures teach; what runs on one's own machine is free. */
function ownPrices(prices: CataloguePrice[]): CataloguePrice[] {
  const mini = prices.find((price) => price.provider === "openai" && price.model === "gpt-4o-mini");
  if (!mini) throw new Error("The price catalogue has no gpt-4o-mini, after which the demo model is priced.");
  const free: CataloguePrice = {
    provider: "ollama",
    model: EVERY_MODEL,
    effectiveFrom: FROM_THE_START,
    inputPicoUsd: 0n,
    cachedInputPicoUsd: 0n,
    cacheWritePicoUsd: 0n,
    outputPicoUsd: 0n,
    tiers: [],
    batchPermille: 1_000,
    flexPermille: 1_000,
    contextWindow: null,
    source: "runs on your own machine",
  };
  return [{ ...mini, provider: "demo", model: "demo-model", source: "as gpt-4o-mini" }, free];
}

type HistoryPrice = Pick<CataloguePrice, keyof Rates | "tiers" | "contextWindow" | "effectiveFrom">;

function historyOf(model: ModelInfo): HistoryPrice[] {
  const conditional: ConditionalPrice[] = Array.isArray(model.prices)
    ? model.prices
    : [{ prices: model.prices }];
  const contextWindow = model.context_window ?? null;
  return conditional.flatMap(({ constraint, prices }) => {
    // Off-peak discounts by the hour are left out: the full price is never too low.
    if (constraint?.type === "time_of_date" || !isTokenPriced(prices)) return [];
    const effectiveFrom = constraint ? new Date(`${constraint.start_date}T00:00:00Z`) : FROM_THE_START;
    return [{ ...ratesOf(prices, 0), tiers: tiersOf(prices), effectiveFrom, contextWindow }];
  });
}

const TOKEN_KEYS = ["input_mtok", "cache_read_mtok", "cache_write_mtok", "output_mtok"] as const;
/** Charges that a token count cannot foresee: such a model has no price here and is refused. */
const UNFORESEEABLE_KEYS = [
  "requests_kcount",
  "input_text_messages_kcount",
  "output_reasoning_mtok",
  "output_citation_mtok",
];

function isTokenPriced(prices: ModelPrice): boolean {
  if (prices.input_mtok === undefined || prices.output_mtok === undefined) return false;
  if (UNFORESEEABLE_KEYS.some((key) => prices[key] !== undefined)) return false;
  return TOKEN_KEYS.every((key) => (dollarsPerMillion(prices, key, 0) ?? 0) >= 0);
}

function tiersOf(prices: ModelPrice): Tier[] {
  const starts = TOKEN_KEYS.flatMap((key) => {
    const price = prices[key];
    return typeof price === "object" ? price.tiers.map((tier) => tier.start) : [];
  });
  // The catalogue's tier holds above `start`; ours holds from its first token on.
  return [...new Set(starts)]
    .sort((a, b) => a - b)
    .map((start) => ({ fromInputTokens: start + 1, ...ratesOf(prices, start + 1) }));
}

function ratesOf(prices: ModelPrice, inputTokens: number): Rates {
  const input = dollarsPerMillion(prices, "input_mtok", inputTokens) ?? 0;
  return {
    inputPicoUsd: picoPerToken(input),
    cachedInputPicoUsd: picoPerToken(dollarsPerMillion(prices, "cache_read_mtok", inputTokens) ?? input),
    cacheWritePicoUsd: picoPerToken(dollarsPerMillion(prices, "cache_write_mtok", inputTokens) ?? input),
    outputPicoUsd: picoPerToken(dollarsPerMillion(prices, "output_mtok", inputTokens) ?? 0),
  };
}

function dollarsPerMillion(prices: ModelPrice, key: string, inputTokens: number): number | undefined {
  const price = prices[key];
  if (typeof price !== "object") return price;
  return price.tiers.findLast((tier) => inputTokens > tier.start)?.price ?? price.base;
}

/** $ per 1M tokens × 10⁶ is pico-USD per token. A price finer than that is rounded up, never down. */
function picoPerToken(dollars: number): bigint {
  const pico = dollars * 1_000_000;
  const nearest = Math.round(pico);
  return BigInt(Math.abs(pico - nearest) < 1e-6 ? nearest : Math.ceil(pico));
}

function exactNames(match: MatchLogic): string[] {
  if ("equals" in match) return [match.equals];
  if ("or" in match) return match.or.flatMap(exactNames);
  return [];
}

/** `some-model` for `some-model-latest`, where the catalogue says that its releases are called so. */
function undatedNames({ id, match }: ModelInfo): string[] {
  return prefixes(match).filter((prefix) => id === `${prefix}-latest`);
}

function prefixes(match: MatchLogic): string[] {
  if ("starts_with" in match) return [match.starts_with];
  if ("or" in match) return match.or.flatMap(prefixes);
  return [];
}
