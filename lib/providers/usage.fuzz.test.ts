import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fuzzRuns } from "./testing/fuzz-runs";
import { faultOf, wildUsage } from "./testing/wild-usage";
import type { UsageReport } from "./types";
import { normaliseUsage, type SpokenDialect } from "./usage";

const RUNS = fuzzRuns(50_000);
const KEYS = {
  chat: ["prompt_tokens", "completion_tokens"],
  responses: ["input_tokens", "output_tokens"],
} as const;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isAbsent = (value: unknown) => value === undefined || value === null;

/** What the counts themselves say about a report, without the details of the normaliser's rules. */
function contradictionOf(raw: unknown, dialect: SpokenDialect, report: UsageReport): string | null {
  const [inputKey, outputKey] = KEYS[dialect];
  const given = isObject(raw) ? [raw[inputKey], raw[outputKey]] : [undefined, undefined];
  const says = isAbsent(raw) || (isObject(raw) && given.every(isAbsent)) ? "nothing" : "something";
  if (says === "nothing") return report.usage === null && report.fault === "missing" ? null : "not missing";
  if (report.usage === null) return report.fault === "rejected" ? null : "called missing";
  const total = isObject(raw) ? raw.total_tokens : undefined;
  if (report.usage.inputTokens !== Number(given[0])) return "another input";
  const isWhole = report.usage.outputTokens === given[1];
  const isTotal = report.usage.inputTokens + report.usage.outputTokens === total;
  return isTotal || (isWhole && isAbsent(total)) ? null : "another output";
}

describe.each(["responses", "chat"] as const)("normaliseUsage in the %s dialect", (dialect) => {
  test("never gives a usage that cannot be charged by, or that was not told", () => {
    fc.assert(
      fc.property(wildUsage(dialect), (raw) => {
        const report = normaliseUsage(dialect, raw);
        const wrong = faultOf(report) ?? contradictionOf(raw, dialect, report);
        if (wrong) expect({ wrong, raw, report }).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });

  test("says the same of what came as JSON", () => {
    fc.assert(
      fc.property(wildUsage(dialect), (raw) => {
        const sent: unknown = raw === undefined ? undefined : JSON.parse(JSON.stringify(raw));
        const report = normaliseUsage(dialect, sent);
        const wrong = faultOf(report) ?? contradictionOf(sent, dialect, report);
        if (wrong) expect({ wrong, sent, report }).toBeNull();
      }),
      { numRuns: RUNS / 10 },
    );
  });

  test("takes every pair of counts as they are, zero among them", () => {
    const [inputKey, outputKey] = KEYS[dialect];
    const counts = fc.tuple(fc.oneof(fc.constant(0), fc.nat(1e8)), fc.oneof(fc.constant(0), fc.nat(1e8)));
    fc.assert(
      fc.property(counts, ([input, output]) => {
        const { usage } = normaliseUsage(dialect, { [inputKey]: input, [outputKey]: output });
        expect(usage).toMatchObject({ inputTokens: input, outputTokens: output, reasoningTokens: 0 });
      }),
      { numRuns: 2_000 },
    );
  });
});
