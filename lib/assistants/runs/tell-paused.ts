import { type BudgetStanding, isUsedUp, tellUsedUp } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import type { Quote } from "../types";
import { OUTPUT_TOKENS_USEFUL_MIN } from "./plan-rules";

/**
 * Alerts for the caller's budgets that have too little left for the next message at this quote. Whoever is told so
 * before they write sends nothing that could be refused.
 */
export async function tellPaused(
  { db }: Ctx,
  quote: Quote,
  standings: readonly BudgetStanding[],
): Promise<void> {
  const { contextTokens, inputPicoUsdPerToken, outputPicoUsdPerToken, outputTokensMax, modelId } = quote;
  const least = {
    ...{ inputTokens: contextTokens, inputPicoUsd: BigInt(contextTokens) * inputPicoUsdPerToken },
    ...{ outputTokensMax, outputPicoUsdPerToken, messages: 1 },
    outputTokensMin: Math.min(OUTPUT_TOKENS_USEFUL_MIN, outputTokensMax),
  };
  for (const standing of standings) {
    const budget = { ...standing, limit: standing.effectiveLimit, model: modelId };
    // A cheaper model may still answer.
    if (standing.downgradeTo === null && isUsedUp(budget, least)) await tellUsedUp(db, budget);
  }
}
