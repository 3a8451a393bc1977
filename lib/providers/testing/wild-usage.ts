import fc from "fast-check";
import type { ReportedUsage, UsageReport } from "../types";
import type { SpokenDialect } from "../usage";

/** What a server may put where a token count belongs: mostly counts, and everything else. */
const wildCount: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: fc.nat(20), weight: 12 },
  { arbitrary: fc.nat(3_000_000), weight: 3 },
  { arbitrary: fc.constant(undefined), weight: 4 },
  {
    arbitrary: fc.constantFrom<unknown[]>(
      null,
      -1,
      -0,
      0.5,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      9e15,
      2 ** 53,
      1e308,
      100_000_000,
      100_000_001,
      "5",
      "",
      "NaN",
      true,
      false,
      [],
      [7],
      {},
      { valueOf: 3 },
    ),
    weight: 3,
  },
  { arbitrary: fc.double(), weight: 1 },
  { arbitrary: fc.maxSafeInteger(), weight: 1 },
);

const wildDetails = (names: string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    {
      arbitrary: fc.record(Object.fromEntries(names.map((name) => [name, wildCount]))),
      weight: 8,
    },
    {
      arbitrary: fc.constantFrom<unknown[]>(undefined, null, 0, 3, "", "none", true, [], [1], {}),
      weight: 4,
    },
  );

const plain = fc.tuple(wildCount, wildCount, wildCount, wildDetails(["cached_tokens", "cache_write_tokens"]));
const wildParts = fc.tuple(plain, wildDetails(["reasoning_tokens"]), fc.boolean());

/** Counts that a server may honestly report. */
export const soundUsage: fc.Arbitrary<ReportedUsage> = fc
  .tuple(fc.nat(2_000_000), fc.nat(200_000), fc.nat(1_000), fc.nat(1_000), fc.nat(1_000))
  .map(([inputTokens, outputTokens, cached, written, reasoning]) => {
    const cachedInputTokens = Math.floor((inputTokens * cached) / 1_000);
    return {
      inputTokens,
      cachedInputTokens,
      cacheWriteTokens: Math.floor(((inputTokens - cachedInputTokens) * written) / 1_000),
      outputTokens,
      reasoningTokens: Math.floor((outputTokens * reasoning) / 1_000),
    };
  });

/** A usage on the wire. */
export function sendUsage(dialect: SpokenDialect, usage: ReportedUsage): object {
  const input = { cached_tokens: usage.cachedInputTokens, cache_write_tokens: usage.cacheWriteTokens };
  const output = { reasoning_tokens: usage.reasoningTokens };
  const total_tokens = usage.inputTokens + usage.outputTokens;
  return dialect === "chat"
    ? {
        prompt_tokens: usage.inputTokens,
        completion_tokens: usage.outputTokens,
        total_tokens,
        prompt_tokens_details: input,
        completion_tokens_details: output,
      }
    : {
        input_tokens: usage.inputTokens,
        input_tokens_details: input,
        output_tokens: usage.outputTokens,
        output_tokens_details: output,
        total_tokens,
      };
}

/** A usage object as a server of this dialect might send it: right, odd, contradictory or nonsense. */
export function wildUsage(dialect: SpokenDialect): fc.Arbitrary<unknown> {
  const usage = wildParts.map(([[input, output, wild, inputDetails], outputDetails, sums]) => {
    const total = sums && typeof input === "number" && typeof output === "number" ? input + output : wild;
    return dialect === "chat"
      ? {
          prompt_tokens: input,
          completion_tokens: output,
          total_tokens: total,
          prompt_tokens_details: inputDetails,
          completion_tokens_details: outputDetails,
        }
      : {
          input_tokens: input,
          output_tokens: output,
          total_tokens: total,
          input_tokens_details: inputDetails,
          output_tokens_details: outputDetails,
        };
  });
  const nonsense = fc.constantFrom<unknown[]>(undefined, null, 0, 7, "", "usage", true, [], [1, 2], {});
  const sound = soundUsage.map((counts): unknown => sendUsage(dialect, counts));
  return fc.oneof(
    { arbitrary: usage, weight: 6 },
    { arbitrary: sound, weight: 3 },
    { arbitrary: nonsense, weight: 1 },
  );
}

const NAMES = ["cacheWriteTokens", "cachedInputTokens", "inputTokens", "outputTokens", "reasoningTokens"];
const TOKENS_MAX = 100_000_000;

/** What is wrong with a report; null for one that may be charged by. Written apart from the normaliser it judges. */
export function faultOf(report: UsageReport): string | null {
  if (report.usage === null) {
    return report.fault === "missing" || report.fault === "rejected" ? null : `fault ${report.fault}`;
  }
  const { usage } = report;
  if (Object.keys(usage).sort().join() !== NAMES.join()) return `names ${Object.keys(usage)}`;
  for (const [name, count] of Object.entries(usage)) {
    if (typeof count !== "number") return `${name} is a ${typeof count}`;
    if (!(count >= 0 && count <= TOKENS_MAX && Math.floor(count) === count)) return `${name} is ${count}`;
  }
  if (usage.cachedInputTokens + usage.cacheWriteTokens > usage.inputTokens) return "more cached than read";
  return usage.reasoningTokens > usage.outputTokens ? "more reasoning than output" : null;
}
