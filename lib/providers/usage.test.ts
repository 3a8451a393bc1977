import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseUsage } from "./usage";

const counts = fc.record({ input: fc.nat(2_000_000), output: fc.nat(200_000) }).chain(({ input, output }) =>
  fc.record({
    input: fc.constant(input),
    output: fc.constant(output),
    cached: fc.nat(input),
    reasoning: fc.nat(output),
  }),
);

type Counts = { input: unknown; output: unknown; cached?: unknown; write?: unknown; reasoning?: unknown };

function asResponses({ input, output, cached, write, reasoning }: Counts) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: cached, cache_write_tokens: write },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: reasoning },
  };
}

function asChat({ input, output, cached, write, reasoning }: Counts) {
  return {
    prompt_tokens: input,
    prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: write },
    completion_tokens: output,
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

const both = (given: Counts) => [
  normaliseUsage("responses", asResponses(given)),
  normaliseUsage("chat", asChat(given)),
];

describe("normaliseUsage", () => {
  test("keeps every usage that adds up, the same in both dialects", () => {
    fc.assert(
      fc.property(counts, ({ input, output, cached, reasoning }) => {
        const usage = {
          inputTokens: input,
          cachedInputTokens: cached,
          cacheWriteTokens: input - cached,
          outputTokens: output,
          reasoningTokens: reasoning,
        };
        const given = { input, output, cached, write: input - cached, reasoning };
        expect(both(given)).toEqual([{ usage }, { usage }]);
      }),
    );
  });

  test("never lets anything through that is not a whole count within its whole", () => {
    const anything = fc.oneof(
      fc.nat(1_000),
      fc.integer(),
      fc.double(),
      fc.string(),
      fc.constant(null),
      fc.object(),
    );
    const given = fc.record({
      input: anything,
      output: anything,
      cached: anything,
      write: anything,
      reasoning: anything,
    });
    fc.assert(
      fc.property(given, (counts) => {
        for (const { usage } of both(counts)) {
          if (!usage) continue;
          for (const count of Object.values(usage)) {
            expect(Number.isInteger(count) && count >= 0 && count <= 100_000_000).toBe(true);
          }
          expect(usage.cachedInputTokens + usage.cacheWriteTokens).toBeLessThanOrEqual(usage.inputTokens);
          expect(usage.reasoningTokens).toBeLessThanOrEqual(usage.outputTokens);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("takes zero for a count and an absent detail for zero", () => {
    const usage = {
      inputTokens: 0,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 0,
      reasoningTokens: 0,
    };
    expect(normaliseUsage("responses", { input_tokens: 0, output_tokens: 0 })).toEqual({ usage });
    const nulls = { prompt_tokens: 0, completion_tokens: 0, prompt_tokens_details: null, total_tokens: 0 };
    expect(normaliseUsage("chat", nulls)).toEqual({ usage });
  });

  test.each([undefined, null, {}, { input_tokens: null }, { prompt_tokens: 3, completion_tokens: 4 }])(
    "calls %j missing",
    (raw) => expect(normaliseUsage("responses", raw)).toEqual({ usage: null, fault: "missing" }),
  );

  test.each([
    ["a negative count", { input: 5, output: -1 }],
    ["a fraction", { input: 5.5, output: 1 }],
    ["a string", { input: "5", output: 1 }],
    ["NaN", { input: Number.NaN, output: 1 }],
    ["only one side", { input: 5, output: null }],
    ["a huge count", { input: 5, output: 100_000_001 }],
    ["more cached than read", { input: 5, output: 1, cached: 6 }],
    ["more cached and written than read", { input: 5, output: 1, cached: 3, write: 3 }],
    ["more reasoning than output", { input: 5, output: 1, reasoning: 2 }],
    ["details that are no count", { input: 5, output: 1, cached: "2" }],
  ])("rejects %s", (_, given) => {
    expect(both(given)).toEqual([
      { usage: null, fault: "rejected" },
      { usage: null, fault: "rejected" },
    ]);
  });

  test.each([7, "usage", [1, 2], { input_tokens: 1, output_tokens: 1, input_tokens_details: 3 }])(
    "rejects %j as a whole",
    (raw) => expect(normaliseUsage("responses", raw)).toEqual({ usage: null, fault: "rejected" }),
  );

  test("takes what a total has beyond both sides for reasoning that is charged as output", () => {
    const raw = { prompt_tokens: 9, completion_tokens: 2, total_tokens: 104 };
    const usage = {
      inputTokens: 9,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 95,
      reasoningTokens: 93,
    };
    expect(normaliseUsage("chat", raw)).toEqual({ usage });
    const told = { ...raw, completion_tokens_details: { reasoning_tokens: 93 } };
    expect(normaliseUsage("chat", told)).toEqual({ usage });
  });

  test.each([
    ["smaller than the sum", { total_tokens: 11 }],
    ["beyond the reasoning", { total_tokens: 13, completion_tokens_details: { reasoning_tokens: 2 } }],
    ["beyond a reasoning of zero", { total_tokens: 13, completion_tokens_details: { reasoning_tokens: 0 } }],
    ["no count", { total_tokens: "12" }],
    ["huge", { total_tokens: 100_000_001 }],
  ])("rejects a total that is %s", (_, rest) => {
    const raw = { prompt_tokens: 5, completion_tokens: 7, ...rest };
    expect(normaliseUsage("chat", raw)).toEqual({ usage: null, fault: "rejected" });
  });
});
