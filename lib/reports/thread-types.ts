import type { PicoUsd } from "@/lib/money";
import type { CostSum } from "./types";

/** Cached tokens lie inside input, reasoning tokens inside output. */
export type ThreadUsage = CostSum & {
  calls: number;
  inputTokens: number;
  cachedInputTokens: number;
  outputTokens: number;
  reasoningTokens: number;
  /** Calls whose cost nobody knows; they are in no amount. */
  unpricedCalls: number;
};

/** `key` is a day ("2026-11-22") or a month ("2026-11"), in the organisation's zone. */
export type CostPoint = CostSum & { key: string };

/** What a thread has used and cost, with those merged into it. Models and overhead add up to the total, so do the points. */
export type ThreadStatistics = {
  threadId: string;
  timeZone: string;
  /** Messages of the branch that is shown. */
  questions: number;
  answers: number;
  inOtherBranches: number;
  total: ThreadUsage;
  /** Answers, the dearest first. */
  models: (ThreadUsage & { provider: string; model: string })[];
  /** Titles and whatever else is not an answer. */
  overhead: (ThreadUsage & { purpose: string })[];
  unit: "day" | "month";
  points: CostPoint[];
  /** What its messages cost and used before they came in from a file; in no total. */
  importedPicoUsd: PicoUsd | null;
  importedTokens: number | null;
};
