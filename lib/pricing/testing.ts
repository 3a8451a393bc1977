import type { CataloguePrice } from "./catalogue";
import { parsePerMillion } from "./per-million";
import type { Price, Rates, Terms } from "./types";

/** Rates from dollars per 1M tokens; what is left out costs what input does. */
export function perMillion(usd: {
  input: string;
  output: string;
  cachedInput?: string;
  cacheWrite?: string;
}): Rates {
  return {
    inputPicoUsd: parsePerMillion(usd.input),
    cachedInputPicoUsd: parsePerMillion(usd.cachedInput ?? usd.input),
    cacheWritePicoUsd: parsePerMillion(usd.cacheWrite ?? usd.input),
    outputPicoUsd: parsePerMillion(usd.output),
  };
}

export function terms(rates: Rates, more: Partial<Terms> = {}): Terms {
  return { ...rates, tiers: [], batchPermille: 1_000, flexPermille: 1_000, contextWindow: null, ...more };
}

export function priceOf(rates: Rates, more: Partial<Price> = {}): Price {
  return {
    ...terms(rates),
    id: "price",
    provider: "openai",
    model: "some-model",
    effectiveFrom: new Date(0),
    source: "test",
    createdBy: null,
    ...more,
  };
}

export function catalogued(rates: Rates, more: Partial<CataloguePrice> = {}): CataloguePrice {
  return {
    ...terms(rates),
    provider: "openai",
    model: "some-model",
    effectiveFrom: new Date("2020-01-01T00:00:00Z"),
    source: "catalogue",
    ...more,
  };
}
