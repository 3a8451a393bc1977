import {
  type ConditionalPrice,
  findProvider,
  type MatchLogic,
  type ModelInfo,
  type ModelPrice,
} from "@pydantic/genai-prices";
import type { Rates } from "./types";

/** Who makes models, in the order in which a bare name is looked up for an endpoint that nobody knows. */
export const MAKERS = ["openai", "anthropic", "google", "mistral", "deepseek", "x-ai", "cohere"] as const;
/** Who sells them at prices of their own. */
const SELLERS = ["azure", "openrouter", "groq", "together", "fireworks", "cerebras", "moonshotai"] as const;
const CATALOGUE_PROVIDERS = [...MAKERS, ...SELLERS];

export const CATALOGUE_SOURCE = "genai-prices 0.1.8";
const FROM_THE_START = new Date("2020-01-01T00:00:00Z");

export type CataloguePrice = Rates & {
  provider: string;
  model: string;
  effectiveFrom: Date;
  tiers: (Rates & { fromInputTokens: number })[];
  contextWindow: number | null;
};

/** Every token-priced model of the catalogue with its price history, and the other exact names it goes by. */
export function readCatalogue(): {
  prices: CataloguePrice[];
  aliases: { provider: string; alias: string; model: string }[];
} {
  const prices: CataloguePrice[] = [];
  const aliases: { provider: string; alias: string; model: string }[] = [];
  for (const provider of CATALOGUE_PROVIDERS) {
    for (const model of findProvider({ providerId: provider })?.models ?? []) {
      const history = historyOf(model).map((price) => ({ ...price, provider, model: model.id }));
      if (history.length === 0) continue;
      prices.push(...history);
      for (const alias of exactNames(model.match)) {
        if (alias !== model.id) aliases.push({ provider, alias, model: model.id });
      }
    }
  }
  return { prices, aliases };
}

function historyOf(model: ModelInfo): Omit<CataloguePrice, "provider" | "model">[] {
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

function tiersOf(prices: ModelPrice): CataloguePrice["tiers"] {
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
