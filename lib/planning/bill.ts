import type { PicoUsd } from "@/lib/money";
import type { Rates } from "@/lib/pricing/types";
import type { Bill, CallTerms, PricedModel, Tokens } from "./types";

export const NOTHING: Bill = {
  inputTokens: 0n,
  outputTokens: 0n,
  inputPicoUsd: 0n,
  outputPicoUsd: 0n,
  totalPicoUsd: 0n,
};

/** The rates of a call with so many input tokens: those of the last tier that it reaches. */
export function ratesAt(terms: CallTerms, inputTokens: number): Rates {
  return terms.tiers.findLast(({ fromInputTokens }) => inputTokens >= fromInputTokens) ?? terms;
}

/** So many calls alike, nothing of which is in a cache. Exact. */
export function billOfCalls(calls: bigint, tokens: Tokens, terms: CallTerms): Bill {
  const rates = ratesAt(terms, tokens.inputTokens);
  const inputTokens = calls * BigInt(tokens.inputTokens);
  const outputTokens = calls * BigInt(tokens.outputTokens);
  return toBill({
    inputTokens,
    outputTokens,
    inputPicoUsd: inputTokens * rates.inputPicoUsd,
    outputPicoUsd: outputTokens * rates.outputPicoUsd,
  });
}

/** What one call costs in pico-USD without a cache. */
export function costOfCall(tokens: Tokens, terms: CallTerms): PicoUsd {
  return billOfCalls(1n, tokens, terms).totalPicoUsd;
}

/** The model with which a call is dearest, and what it then costs; null where there is no model. */
export function dearestFor<T extends PricedModel>(
  tokens: Tokens,
  models: readonly T[],
): { model: T; picoUsd: PicoUsd } | null {
  return models.reduce<{ model: T; picoUsd: PicoUsd } | null>((dearest, model) => {
    const picoUsd = costOfCall(tokens, model.terms);
    return dearest && dearest.picoUsd >= picoUsd ? dearest : { model, picoUsd };
  }, null);
}

export function toBill(parts: Omit<Bill, "totalPicoUsd">): Bill {
  return { ...parts, totalPicoUsd: parts.inputPicoUsd + parts.outputPicoUsd };
}

export function plus(a: Bill, b: Bill): Bill {
  return toBill({
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    inputPicoUsd: a.inputPicoUsd + b.inputPicoUsd,
    outputPicoUsd: a.outputPicoUsd + b.outputPicoUsd,
  });
}

export function times(bill: Bill, count: bigint): Bill {
  return toBill({
    inputTokens: bill.inputTokens * count,
    outputTokens: bill.outputTokens * count,
    inputPicoUsd: bill.inputPicoUsd * count,
    outputPicoUsd: bill.outputPicoUsd * count,
  });
}
