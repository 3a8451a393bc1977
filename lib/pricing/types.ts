import type { PicoUsd } from "@/lib/money";

/** Tokens of one call. Cached and cache-write lie inside input, reasoning lies inside output. */
export type Usage = {
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  outputTokens: number;
  reasoningTokens: number;
};

/** Per-token prices in pico-USD. */
export type Rates = {
  inputPicoUsd: PicoUsd;
  cachedInputPicoUsd: PicoUsd;
  cacheWritePicoUsd: PicoUsd;
  outputPicoUsd: PicoUsd;
};

/** From `fromInputTokens` input tokens on, these rates hold for the whole call. */
export type Tier = Rates & { fromInputTokens: number };

/** How a call is processed. */
export type ServiceTier = "default" | "flex" | "batch";

/** Everything about a price that decides what a call costs, and how much the model can read. */
export type Terms = Rates & {
  /** In ascending order of `fromInputTokens`, each as dear as the one before or dearer. */
  tiers: Tier[];
  /** What batch and flex calls cost, in thousandths of the rates; 1,000 where there is no discount. */
  batchPermille: number;
  flexPermille: number;
  contextWindow: number | null;
};

/** Terms as somebody gives them; what is left out is for the verb to say. */
export type TermsInput = Rates & { [Key in Exclude<keyof Terms, keyof Rates>]?: Terms[Key] | undefined };

/** One row of the price book. */
export type Price = Terms & {
  id: string;
  provider: string;
  model: string;
  effectiveFrom: Date;
  /** "admin", or the catalogue it was read from. */
  source: string;
  /** The admin who set or restored it; null where the catalogue was synced. */
  createdBy: string | null;
};

/** A price with the name of whoever set it; null for the catalogue's. */
export type PriceEntry = Price & { setBy: string | null };

/** What a call of a model needs to know: its price, or else whether an admin lets it run without one. */
export type PriceAnswer = { price: Price | null; mayRunUnpriced: boolean };
