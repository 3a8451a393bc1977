import type { CertaintyReason } from "@/lib/ledger";
import type { Usage } from "@/lib/pricing";
import type { UsageReport } from "@/lib/providers/types";
import { countTokens, likelyInputTokens } from "../context/count-tokens";
import type { CallResult } from "./call";
import type { Attempt } from "./hold";

export type Judged = {
  usage: Usage;
  certainty: "exact" | "estimated";
  certaintyReason: CertaintyReason | null;
};

export type Held = { provider: string; inputTokensCounted: number; outputTokensMax: number };

/** A provider may count somewhat differently, but not four times and a thousand tokens: that is no usage. */
const PLAUSIBLE_FACTOR = 4;
const PLAUSIBLE_SLACK = 1_000;

/** Null when the provider surely did no work, so that nothing can have been charged. */
export async function judgeCall(attempt: Attempt, result: CallResult): Promise<Judged | null> {
  const held = {
    provider: attempt.target.provider.id,
    inputTokensCounted: attempt.inputTokensCounted,
    outputTokensMax: attempt.outputTokensMax,
  };
  if (result.finish) return judgeUsage(result.finish.report, held, result.text);
  if (result.failure?.report.usage) return judgeUsage(result.failure.report, held, result.text);
  if (!result.text && result.failure && !result.failure.mayHaveCost) return null;
  return estimateUsage(held, result.text, result.failure?.failure === "aborted" ? "stopped" : "interrupted");
}

/** The reported usage where it can be trusted; otherwise our own count, marked as estimated with its reason. */
export async function judgeUsage(report: UsageReport, held: Held, text: string): Promise<Judged> {
  if (report.usage === null) {
    return estimateUsage(held, text, report.fault === "missing" ? "missing_usage" : "rejected_usage");
  }
  const { inputTokens, outputTokens } = report.usage;
  const plausible =
    inputTokens <= held.inputTokensCounted * PLAUSIBLE_FACTOR + PLAUSIBLE_SLACK &&
    outputTokens <= held.outputTokensMax * PLAUSIBLE_FACTOR + PLAUSIBLE_SLACK;
  if (!plausible) return estimateUsage(held, text, "rejected_usage");
  return { usage: report.usage, certainty: "exact", certaintyReason: null };
}

/** Counts what was sent and received. Never above what was held, since the provider was told not to exceed it. */
export async function estimateUsage(
  held: Held,
  text: string,
  certaintyReason: CertaintyReason,
): Promise<Judged> {
  const outputTokens = Math.min(await countTokens(text), held.outputTokensMax);
  return {
    usage: {
      inputTokens: likelyInputTokens(held.inputTokensCounted, held.provider),
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens,
      reasoningTokens: 0,
    },
    certainty: "estimated",
    certaintyReason,
  };
}
