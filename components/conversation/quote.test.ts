import { describe, expect, test } from "vitest";
import type { Quote } from "@/lib/assistants/types";
import { parseUsd } from "@/lib/money";
import { costSoFar, estimate, leastNeeded, modelWords, quoteWords, roughTokens } from "./quote";

/** gpt-4o-mini: $0.15 in, $0.60 out per 1M. */
const quote: Quote = {
  model: "gpt-4o-mini",
  modelId: "openai/gpt-4o-mini",
  contextTokens: 1500,
  inputPicoUsdPerToken: 150_000n,
  outputPicoUsdPerToken: 600_000n,
  outputTokensMax: 1000,
  unpriced: false,
};

describe("roughTokens", () => {
  test("counts bytes, so that other scripts are not taken for cheap", () => {
    expect(roughTokens("")).toBe(0);
    expect(roughTokens("abcde")).toBe(2);
    expect(roughTokens("日本語")).toBe(3);
  });
});

describe("estimate", () => {
  test("adds history, as many tokens as the text has bytes, and the longest answer", () => {
    expect(estimate(quote, "a".repeat(40))).toEqual({
      inputTokens: 1514,
      atMostPicoUsd: 1544n * 150_000n + 600_000_000n,
    });
  });
});

describe("leastNeeded", () => {
  test("is the question and a short answer", () => {
    expect(leastNeeded(quote, "")).toBe(1500n * 150_000n + 256n * 600_000n);
    expect(leastNeeded({ ...quote, outputTokensMax: 100 }, "")).toBe(1500n * 150_000n + 100n * 600_000n);
  });
});

describe("quoteWords", () => {
  test("says the most it can cost", () => {
    expect(quoteWords(quote, "a".repeat(104), null)).toEqual({
      input: "≈ 1,530 tokens in",
      most: "up to $0.0008",
    });
  });

  test("says when the budget will shorten the answer", () => {
    expect(quoteWords(quote, "", parseUsd("0.0005")).most).toBe(
      "up to $0.0005, the answer will be shortened",
    );
  });

  test("says unpriced where no price is known, and never a figure", () => {
    const unpriced = { ...quote, inputPicoUsdPerToken: 0n, outputPicoUsdPerToken: 0n, unpriced: true };
    expect(quoteWords(unpriced, "", parseUsd("1")).most).toBe("unpriced");
    expect(costSoFar(unpriced, "question", "answer")).toBeNull();
    expect(leastNeeded(unpriced, "")).toBe(0n);
  });

  test("says free for a model that costs nothing", () => {
    const free = { ...quote, inputPicoUsdPerToken: 0n, outputPicoUsdPerToken: 0n };
    expect(quoteWords(free, "", 0n).most).toBe("free");
  });
});

describe("modelWords", () => {
  const model = {
    id: "p/m",
    model: "m",
    provider: "p",
    label: "m",
    simulated: false,
    takesImages: true,
    free: false,
    unpriced: false,
    price: null,
  };

  test("says why a model cannot be used", () => {
    expect(modelWords(model)).toBe("m · no price: cannot be used");
  });

  test("says when a model runs unpriced", () => {
    expect(modelWords({ ...model, unpriced: true })).toBe("m · unpriced");
  });

  test("gives prices per million with all their decimals", () => {
    const finest = { inputPerMillionPicoUsd: parseUsd("0.0375"), outputPerMillionPicoUsd: parseUsd("0.125") };
    expect(modelWords({ ...model, price: finest })).toBe("m · $0.0375 in, $0.125 out per 1M");
    const price = { inputPerMillionPicoUsd: parseUsd("0.15"), outputPerMillionPicoUsd: parseUsd("0.6") };
    expect(modelWords({ ...model, price })).toBe("m · $0.15 in, $0.60 out per 1M");
    expect(modelWords({ ...model, price, simulated: true })).toBe(
      "m · $0.15 in, $0.60 out per 1M, simulated",
    );
    expect(modelWords({ ...model, free: true })).toBe("m · free");
  });
});
