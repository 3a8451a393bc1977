import { isRecord } from "./record";
import type { ReportedUsage, UsageReport } from "./types";

export type SpokenDialect = "responses" | "chat";

/** Above this a count is a provider's mistake: no model reads or writes so much in one call. */
const TOKENS_MAX = 100_000_000;

const FIELDS = {
  responses: {
    input: "input_tokens",
    output: "output_tokens",
    inputDetails: "input_tokens_details",
    outputDetails: "output_tokens_details",
  },
  chat: {
    input: "prompt_tokens",
    output: "completion_tokens",
    inputDetails: "prompt_tokens_details",
    outputDetails: "completion_tokens_details",
  },
} as const;

const REJECTED: UsageReport = { usage: null, fault: "rejected" };
const MISSING: UsageReport = { usage: null, fault: "missing" };

/**
 * The usage object of either dialect as ours. Zero is a count like any other; a count that is absent from the
 * details is zero; anything that is no token count, or that contradicts the rest, rejects the whole report.
 */
export function normaliseUsage(dialect: SpokenDialect, raw: unknown): UsageReport {
  if (raw === null || raw === undefined) return MISSING;
  if (!isRecord(raw)) return REJECTED;
  const names = FIELDS[dialect];
  if (isAbsent(raw[names.input]) && isAbsent(raw[names.output])) return MISSING;
  const details = [raw[names.inputDetails] ?? {}, raw[names.outputDetails] ?? {}];
  const [inputDetails, outputDetails] = details;
  if (!isRecord(inputDetails) || !isRecord(outputDetails)) return REJECTED;
  const usage = {
    inputTokens: raw[names.input],
    cachedInputTokens: inputDetails.cached_tokens ?? 0,
    cacheWriteTokens: inputDetails.cache_write_tokens ?? 0,
    outputTokens: raw[names.output],
    reasoningTokens: outputDetails.reasoning_tokens ?? 0,
  };
  if (!areCounts(usage)) return REJECTED;
  const isTold = !isAbsent(outputDetails.reasoning_tokens);
  const whole = withHiddenOutput(usage, raw.total_tokens, isTold);
  return addsUp(whole, raw.total_tokens) ? { usage: whole } : REJECTED;
}

/**
 * Some leave the reasoning out of the output: they report it beside, or only inside the total and do not say what
 * it is. All charge for it as output.
 */
function withHiddenOutput(usage: ReportedUsage, total: unknown, isTold: boolean): ReportedUsage {
  if (!isCount(total)) return usage;
  const hidden = total - usage.inputTokens - usage.outputTokens;
  if (hidden <= 0 || (isTold && hidden !== usage.reasoningTokens)) return usage;
  return { ...usage, outputTokens: usage.outputTokens + hidden, reasoningTokens: hidden };
}

function areCounts(usage: Record<keyof ReportedUsage, unknown>): usage is ReportedUsage {
  return Object.values(usage).every(isCount);
}

function addsUp(usage: ReportedUsage, total: unknown): boolean {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } = usage;
  if (cachedInputTokens + cacheWriteTokens > inputTokens || reasoningTokens > outputTokens) return false;
  return isAbsent(total) || total === inputTokens + outputTokens;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === "number" && value >= 0 && value <= TOKENS_MAX;
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
