import type { CertaintyReason } from "@/lib/ledger";
import type { Usage } from "@/lib/pricing";
import type { UsageReport } from "@/lib/providers/types";
import type { Attempt } from "./attempt";
import type { CallResult } from "./call";

export type Judged = {
  usage: Usage;
  certainty: "exact" | "estimated";
  certaintyReason: CertaintyReason | null;
};

export type Held = { inputTokensCounted: number; inputTokensLikely: number; outputTokensMax: number };
/** What came back, and how long the model was silent before its first word. */
export type Received = { textTokens: number; silentMs: number };

/** A provider may count somewhat differently, but not four times and a thousand tokens: that is no usage. */
const PLAUSIBLE_FACTOR = 4;
const PLAUSIBLE_SLACK = 1_000;
/** Below this a text is too short to hold a report against it. */
const TEXT_TOKENS_JUDGED_MIN = 8;

/** A model that is silent for longer may be thinking, which is output that nobody sees. */
const SILENCE_FREE_MS = 2_000;
/** How fast it may think: an assumption on the generous side, for calls whose usage is never told. */
const THINKING_TOKENS_PER_SECOND = 100;

/** Null when the provider surely did no work, so that nothing can have been charged. */
export function judgeCall(attempt: Attempt, result: CallResult): Judged | null {
  if (result.finish) return judgeUsage(result.finish.report, attempt, result);
  if (result.failure?.report.usage) return judgeUsage(result.failure.report, attempt, result);
  if (!result.text && result.failure && !result.failure.mayHaveCost) return null;
  return estimateUsage(attempt, result, result.failure?.failure === "aborted" ? "stopped" : "interrupted");
}

/** The reported usage where it can be trusted; otherwise our own count, marked as estimated with its reason. */
export function judgeUsage(report: UsageReport, held: Held, received: Received): Judged {
  if (report.usage === null) {
    return estimateUsage(held, received, report.fault === "missing" ? "missing_usage" : "rejected_usage");
  }
  const plausible = isPlausible(report.usage, held, received.textTokens);
  if (!plausible) return estimateUsage(held, received, "rejected_usage");
  return { usage: report.usage, certainty: "exact", certaintyReason: null };
}

function isPlausible({ inputTokens, outputTokens }: Usage, held: Held, textTokens: number): boolean {
  const most = (tokens: number) => tokens * PLAUSIBLE_FACTOR + PLAUSIBLE_SLACK;
  if (inputTokens === 0 || inputTokens > most(held.inputTokensCounted)) return false;
  if (outputTokens > most(held.outputTokensMax)) return false;
  return textTokens < TEXT_TOKENS_JUDGED_MIN || outputTokens * PLAUSIBLE_FACTOR >= textTokens;
}

/** Counts what was sent and received. Never above what was held, since the provider was told not to exceed it. */
export function estimateUsage(
  held: Held,
  { textTokens, silentMs }: Received,
  certaintyReason: CertaintyReason,
): Judged {
  const thinkingMs = Math.max(silentMs - SILENCE_FREE_MS, 0);
  const reasoning = Math.floor((thinkingMs / 1_000) * THINKING_TOKENS_PER_SECOND);
  const outputTokens = Math.min(textTokens + reasoning, held.outputTokensMax);
  return {
    usage: {
      inputTokens: Math.min(held.inputTokensLikely, held.inputTokensCounted),
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens,
      reasoningTokens: Math.min(reasoning, outputTokens),
    },
    certainty: "estimated",
    certaintyReason,
  };
}
