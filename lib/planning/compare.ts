import { PICO_PER_USD, type PicoUsd } from "@/lib/money";
import { costOfCall } from "./bill";
import { ratio } from "./ratio";
import type { CallTerms, PricedModel, Tokens } from "./types";

export type ComparedModel<T extends PricedModel> = {
  model: T;
  callPicoUsd: PicoUsd;
  /** How many times the cheapest it costs; null where the cheapest is free. */
  timesCheapest: number | null;
  tokensPerDollar: TokensPerDollar;
};

/** How many tokens a dollar buys; null where they are free. */
export type TokensPerDollar = { input: number | null; cachedInput: number | null; output: number | null };

/** The models from the cheapest to the dearest for a call of this shape; equal ones by their id. */
export function compareModels<T extends PricedModel>(
  tokens: Tokens,
  models: readonly T[],
): ComparedModel<T>[] {
  const priced = models
    .map((model) => ({ model, callPicoUsd: costOfCall(tokens, model.terms) }))
    .sort((a, b) => compare(a.callPicoUsd, b.callPicoUsd) || (a.model.id < b.model.id ? -1 : 1));
  const cheapest = priced[0]?.callPicoUsd ?? 0n;
  return priced.map((one) => ({
    ...one,
    timesCheapest: ratio(one.callPicoUsd, cheapest),
    tokensPerDollar: tokensPerDollar(one.model.terms),
  }));
}

export function tokensPerDollar(terms: CallTerms): TokensPerDollar {
  return {
    input: ratio(PICO_PER_USD, terms.inputPicoUsd),
    cachedInput: ratio(PICO_PER_USD, terms.cachedInputPicoUsd),
    output: ratio(PICO_PER_USD, terms.outputPicoUsd),
  };
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
