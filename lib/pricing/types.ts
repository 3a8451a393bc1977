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

export type Price = Rates & {
  id: string;
  provider: string;
  model: string;
  effectiveFrom: Date;
  /** In ascending order of `fromInputTokens`; the last one reached holds for the whole call. */
  tiers: (Rates & { fromInputTokens: number })[];
  contextWindow: number | null;
  source: string;
};
