import { costOf, type Price, ratesFor, type ServiceTier, type Usage } from "@/lib/pricing";
import type { CostFormula } from "../types";

/** How a usage and a price make an amount: tokens times a rate for each kind that was used, and a tier's factor. */
export function formulaOf(usage: Usage, price: Price, serviceTier: ServiceTier): CostFormula {
  const rates = ratesFor(price, usage.inputTokens);
  const { cachedInputTokens, cacheWriteTokens, outputTokens } = usage;
  const plain = Math.max(0, usage.inputTokens - cachedInputTokens - cacheWriteTokens);
  const terms: CostFormula["terms"] = [
    { kind: "input", tokens: plain, picoUsdPerToken: rates.inputPicoUsd },
    { kind: "cached", tokens: cachedInputTokens, picoUsdPerToken: rates.cachedInputPicoUsd },
    { kind: "cache write", tokens: cacheWriteTokens, picoUsdPerToken: rates.cacheWritePicoUsd },
    { kind: "output", tokens: outputTokens, picoUsdPerToken: rates.outputPicoUsd },
  ];
  return {
    terms: terms.filter(({ tokens }) => tokens > 0),
    permille: permilleOf(price, serviceTier),
    costPicoUsd: costOf(usage, price, serviceTier),
  };
}

function permilleOf({ batchPermille, flexPermille }: Price, serviceTier: ServiceTier): number {
  if (serviceTier === "default") return 1_000;
  return serviceTier === "batch" ? batchPermille : flexPermille;
}
