import type { CATEGORY_COLOURS } from "@/db/schema";
import type { Certainty } from "@/lib/ledger";
import type { PicoUsd } from "@/lib/money";
import type { CostSum, ForecastDay, MemberMonth, MonthSpan, UsageSum } from "./types";

/** What one kind of token cost. Plain input is what was neither cached nor written to a cache. */
export type TokenKind = "input" | "cached" | "cache write" | "output";
export type KindSum = { kind: TokenKind; tokens: number; costPicoUsd: PicoUsd };

/**
 * A month by kind of token, of the exact amounts that their formula explains. The sums of the kinds and of the lines
 * that nothing can split are the month's cost.
 */
export type TokenKinds = {
  kinds: KindSum[];
  /** Within output. */
  reasoning: { tokens: number; costPicoUsd: PicoUsd };
  /** Each batch or flex call is rounded up once, by less than a pico-USD for each kind. */
  roundingPicoUsd: PicoUsd;
  estimated: { calls: number; tokens: number; costPicoUsd: PicoUsd };
  /** Exact amounts that were set by hand, as of an invoice. */
  corrected: { calls: number; costPicoUsd: PicoUsd };
  unpriced: { calls: number; tokens: number };
};

/** Of exact amounts alone; negative where it cost more than it saved. */
export type Saving = { answers: number; savedPicoUsd: PicoUsd };

export type MemberBreakdown = {
  tokens: TokenKinds;
  /** Input that a provider read from its cache, less what writing to the cache cost on top. */
  cache: Saving;
  /** Answers that a budget moved to a cheaper model, at the prices that held for the model asked for. */
  downgrade: Saving;
};

/** A member's month as an admin sees it. */
export type MemberReport = {
  month: Omit<MemberMonth, "threads" | "otherThreads">;
  threadCount: number;
  breakdown: MemberBreakdown;
  /** The days of the month before; empty where nothing was used in it. */
  previous: (CostSum & { day: string })[];
  /** Null for a closed month, and where there is not enough to go by. */
  forecast: ForecastDay[] | null;
};

/** `categoryId` is null for threads without one; `name` of a category that was deleted is gone with it. */
export type CategorySum = UsageSum & {
  categoryId: string | null;
  name: string | null;
  colour: (typeof CATEGORY_COLOURS)[number] | null;
  /** What programs spent with the member's keys. */
  isApiKey: boolean;
};

/** One day of one model and purpose. */
export type DayCost = UsageSum & { day: string; provider: string; model: string; purpose: string };

/** What a list of runs is narrowed to. */
export type RunFilter = {
  /** `provider/model`. */
  model?: string | undefined;
  threadId?: string | undefined;
  purpose?: string | undefined;
  certainty?: Certainty | undefined;
  /** "2026-11-22", in the organisation's zone. */
  day?: string | undefined;
};

/** A run with what its calls cost in the month, or what of them the filter lets through. */
export type UsageRun = {
  runId: string;
  /** When its last call was admitted. */
  at: Date;
  day: string;
  threadId: string;
  /** Null where the thread is deleted, or never had a title. */
  title: string | null;
  isApiKey: boolean;
  provider: string;
  model: string;
  /** The model asked for, where a budget moved the run to a cheaper one. */
  requestedModel: string | null;
  calls: number;
  purposes: string[];
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  certainty: Certainty;
};

export type UsageRunPage = {
  span: Pick<MonthSpan, "month" | "timeZone">;
  runs: UsageRun[];
  nextCursor: string | null;
};
