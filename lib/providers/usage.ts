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
  const whole = withHiddenOutput(usage, raw.total_tokens);
  return addsUp(whole, raw.total_tokens) ? { usage: whole } : REJECTED;
}

/** Some report reasoning beside the output instead of inside: what the total has beyond both is output. */
function withHiddenOutput(usage: ReportedUsage, total: unknown): ReportedUsage {
  const { inputTokens, outputTokens, reasoningTokens } = usage;
  if (!isCount(total) || total !== inputTokens + outputTokens + reasoningTokens) return usage;
  return { ...usage, outputTokens: outputTokens + reasoningTokens };
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
