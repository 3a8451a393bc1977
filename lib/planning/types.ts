import type { PicoUsd } from "@/lib/money";
import type { Rates, Tier } from "@/lib/pricing/types";

/** What decides the price of a call: per-token rates, and those that hold from so many input tokens on. */
export type CallTerms = Rates & { tiers: readonly Tier[] };

/** The tokens of one message: what is written, and what is answered. */
export type Tokens = { inputTokens: number; outputTokens: number };

/** Tokens and what they cost. */
export type Bill = {
  inputTokens: bigint;
  outputTokens: bigint;
  inputPicoUsd: PicoUsd;
  outputPicoUsd: PicoUsd;
  totalPicoUsd: PicoUsd;
};

/** A model by its id with its terms. */
export type PricedModel<T extends CallTerms = CallTerms> = { id: string; terms: T };
