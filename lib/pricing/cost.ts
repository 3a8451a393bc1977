import type { PicoUsd } from "@/lib/money";
import type { Price, Rates, Usage } from "./types";

/**
 * What a usage costs in pico-USD: cached and cache-write tokens are taken out of input and priced on their
 * own, reasoning is part of output. Exact, since prices are whole pico-USD per token.
 */
export function costOf(usage: Usage, price: Price): PicoUsd {
  const rates = ratesFor(price, usage.inputTokens);
  const plainInput = usage.inputTokens - usage.cachedInputTokens - usage.cacheWriteTokens;
  return (
    BigInt(plainInput) * rates.inputPicoUsd +
    BigInt(usage.cachedInputTokens) * rates.cachedInputPicoUsd +
    BigInt(usage.cacheWriteTokens) * rates.cacheWritePicoUsd +
    BigInt(usage.outputTokens) * rates.outputPicoUsd
  );
}

/** The dearest a call can become: no input is cached and every output token allowed is used. */
export function worstCaseCost(
  tokens: { inputTokens: number; outputTokensMax: number },
  price: Price,
): PicoUsd {
  const rates = ratesFor(price, tokens.inputTokens);
  return (
    BigInt(tokens.inputTokens) * dearestInput(rates) + BigInt(tokens.outputTokensMax) * rates.outputPicoUsd
  );
}

/** How many output tokens an amount affords after the input is paid; negative when the input alone is too dear. */
export function affordableOutputTokens(available: PicoUsd, inputTokens: number, price: Price): number {
  const rates = ratesFor(price, inputTokens);
  const left = available - BigInt(inputTokens) * dearestInput(rates);
  if (left < 0n) return -1;
  return rates.outputPicoUsd === 0n ? Number.MAX_SAFE_INTEGER : Number(left / rates.outputPicoUsd);
}

/** The rates that hold for a call with this much input: the last tier reached, for the whole call. */
export function ratesFor(price: Price, inputTokens: number): Rates {
  return price.tiers.findLast((tier) => inputTokens >= tier.fromInputTokens) ?? price;
}

/** What one input token costs at most: a provider may bill it as written to its cache. */
export function dearestInput(rates: Rates): PicoUsd {
  const { inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd } = rates;
  return [inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd].reduce((a, b) => (a > b ? a : b));
}
