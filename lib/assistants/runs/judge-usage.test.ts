import { describe, expect, test } from "vitest";
import { boundOfMessage, countTokens } from "../context/count-tokens";
import { estimateUsage, judgeUsage } from "./judge-usage";

const held = { inputTokensCounted: 120, inputTokensLikely: 80, outputTokensMax: 400 };
const usage = {
  inputTokens: 90,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 60,
  reasoningTokens: 0,
};
const textTokens = await countTokens(
  "The numbers of this month follow those of the last one closely. ".repeat(5),
);

describe("judgeUsage", () => {
  test("believes a report that fits what was sent and received", () => {
    const judged = judgeUsage({ usage }, held, { textTokens, silentMs: 100 });
    expect(judged).toEqual({ usage, certainty: "exact", certaintyReason: null });
  });

  test.each([
    ["nothing for a long answer", { outputTokens: 0 }],
    ["a fragment of the answer", { outputTokens: 5 }],
    ["no input", { inputTokens: 0 }],
    ["far more input than was sent", { inputTokens: 1_481 }],
    ["far more output than was allowed", { outputTokens: 2_601 }],
  ])("counts for itself when %s is reported", (_, wrong) => {
    const judged = judgeUsage({ usage: { ...usage, ...wrong } }, held, { textTokens, silentMs: 100 });
    expect(judged).toMatchObject({ certainty: "estimated", certaintyReason: "rejected_usage" });
    expect(judged.usage).toMatchObject({ inputTokens: 80, outputTokens: textTokens });
  });
});

describe("estimateUsage", () => {
  test("takes a long silence for thinking, up to what was held", () => {
    const brief = estimateUsage(held, { textTokens: 0, silentMs: 1_900 }, "stopped");
    expect(brief.usage.outputTokens).toBe(0);
    const thought = estimateUsage(held, { textTokens: 0, silentMs: 4_000 }, "stopped");
    expect(thought.usage).toMatchObject({ outputTokens: 200, reasoningTokens: 200 });
    const long = estimateUsage(held, { textTokens, silentMs: 60_000 }, "stopped");
    expect(long.usage.outputTokens).toBe(400);
  });
});

describe("boundOfMessage", () => {
  const telugu = "నేను ఈ రోజు చాలా సంతోషంగా ఉన్నాను. ".repeat(20);

  test.each(["gpt-4-turbo", "gpt-3.5-turbo", "gpt-4"])(
    "holds for %s, whose tokenizer knows fewer scripts",
    async (model) => {
      const { countTokens: cl100k } = await import("gpt-tokenizer/encoding/cl100k_base");
      for (const content of [
        telugu,
        "Zażółć gęślą jaźń. ".repeat(20),
        "3.14159 2 71 828 ".repeat(20),
        "안녕하세요 세계 ".repeat(20),
      ]) {
        const contentTokens = await countTokens(content);
        const bound = boundOfMessage({ content, contentTokens }, { provider: { id: "openai" }, model });
        expect(bound).toBeGreaterThanOrEqual(cl100k(content));
      }
    },
  );

  test("is the count itself where the tokenizer is known", async () => {
    const contentTokens = await countTokens(telugu);
    const target = { provider: { id: "openai" }, model: "gpt-4o-mini" };
    expect(boundOfMessage({ content: telugu, contentTokens }, target)).toBe(contentTokens + 8);
  });
});
