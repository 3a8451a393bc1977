import type { PicoUsd } from "@/lib/money";
import type { Terms, Usage } from "@/lib/pricing/types";

/**
 * A model with what it costs today; null where no price is known. `id` is `provider/model`; `isOffered` is false where
 * it was used and no provider offers it at present.
 */
export type ModelTerms = {
  id: string;
  provider: string;
  model: string;
  isOffered: boolean;
  terms: Terms | null;
};

/** What ran on one model in a month. */
export type UsedModel = {
  provider: string;
  model: string;
  calls: number;
  usage: Usage;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  /** Nobody knows what it cost: it had no price, and nothing can be compared with it. */
  unpriced: boolean;
};

/** The same tokens at another model's price of today. */
export type Alternative = {
  id: string;
  model: string;
  isOffered: boolean;
  /** For each used model in turn, its tokens here; null where this one has no price. */
  costsPicoUsd: PicoUsd[] | null;
  /** True where long requests cost more: how long each was is not in the sums, so the costs are the least. */
  atLeast: boolean;
};

export type WhatIf = {
  /** The last closed month, "2026-10", and the one we are in. */
  month: string;
  currentMonth: string;
  /** The dearest first, at most 100; `isCut` where there were more. */
  used: UsedModel[];
  isCut: boolean;
  alternatives: Alternative[];
};

/** What the calculators begin with. */
export type Planning = {
  /** The default first, at most 100. */
  models: ModelTerms[];
  whatIf: WhatIf;
  /** `messages` is the database's own estimate. */
  database: { bytes: number; messages: number };
};
