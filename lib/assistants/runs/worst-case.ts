import type { Caller, WorstCase } from "@/lib/budgets";
import { dearestInput, type Price, ratesFor } from "@/lib/pricing";
import type { PlannedAttempt } from "./attempt";

/** The most that a call can take of each kind of budget. A model without a price takes no dollars. */
export function worstCaseOf(planned: PlannedAttempt): WorstCase {
  const { inputTokensCounted: inputTokens, outputTokensMax, purpose, target } = planned;
  // A plan or a program may ask for less than is useful otherwise.
  const outputTokensMin = Math.min(planned.outputTokensMin, outputTokensMax);
  const messages = purpose === "answer" ? 1 : 0;
  const { inputPicoUsd, outputPicoUsdPerToken } = lineOf(target.price, inputTokens);
  return { inputPicoUsd, outputPicoUsdPerToken, inputTokens, outputTokensMax, outputTokensMin, messages };
}

/** The dollars of a call as a line over its output: no input is cached, and every token may be written to a cache. */
export function lineOf(price: Price | null, inputTokens: number) {
  if (!price) return { inputPicoUsd: 0n, inputPicoUsdPerToken: 0n, outputPicoUsdPerToken: 0n };
  const rates = ratesFor(price, inputTokens);
  const inputPicoUsdPerToken = dearestInput(rates);
  return {
    inputPicoUsd: BigInt(inputTokens) * inputPicoUsdPerToken,
    inputPicoUsdPerToken,
    outputPicoUsdPerToken: rates.outputPicoUsd,
  };
}

export function callerOf({ target, ...attempt }: PlannedAttempt): Caller {
  const { userId, threadId, apiKeyId, assistantId } = attempt;
  return { userId, threadId, apiKeyId, assistantId, model: `${target.provider.id}/${target.model}` };
}
