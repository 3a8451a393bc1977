import type { PicoUsd } from "@/lib/money";
import type { Price, Rates, ServiceTier, Terms, Usage } from "./types";

const FULL_PERMILLE = 1_000n;

/**
 * What a usage costs in pico-USD: cached and cache-write tokens are taken out of input and priced on their
 * own, reasoning is part of output. Exact in the default tier, since prices are whole pico-USD per token; a batch
 * or flex factor is applied to the whole sum, which is then rounded up once.
 */
export function costOf(usage: Usage, price: Terms, serviceTier: ServiceTier = "default"): PicoUsd {
  const rates = ratesFor(price, usage.inputTokens);
  const plainInput = Math.max(0, usage.inputTokens - usage.cachedInputTokens - usage.cacheWriteTokens);
  const sum =
    BigInt(plainInput) * rates.inputPicoUsd +
    BigInt(usage.cachedInputTokens) * rates.cachedInputPicoUsd +
    BigInt(usage.cacheWriteTokens) * rates.cacheWritePicoUsd +
    BigInt(usage.outputTokens) * rates.outputPicoUsd;
  return (sum * permilleOf(price, serviceTier) + FULL_PERMILLE - 1n) / FULL_PERMILLE;
}

function permilleOf(price: Terms, serviceTier: ServiceTier): bigint {
  if (serviceTier === "default") return FULL_PERMILLE;
  return BigInt(serviceTier === "batch" ? price.batchPermille : price.flexPermille);
}

/**
 * The dearest a call can become, whatever its service tier: no input is cached and every output token allowed is
 * used. Tiers never get cheaper, so fewer tokens than counted never cost more.
 */
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
export function ratesFor(price: Terms, inputTokens: number): Rates {
  return price.tiers.findLast((tier) => inputTokens >= tier.fromInputTokens) ?? price;
}

/** What one input token costs at most: a provider may bill it as written to its cache. */
export function dearestInput(rates: Rates): PicoUsd {
  const { inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd } = rates;
  return [inputPicoUsd, cachedInputPicoUsd, cacheWritePicoUsd].reduce((a, b) => (a > b ? a : b));
}
