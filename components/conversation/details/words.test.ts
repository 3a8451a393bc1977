import { expect, test } from "vitest";
import { formulaWords, tokenWords } from "./words";

test("a formula is written out with its price per million", () => {
  const terms = [
    { kind: "input" as const, tokens: 1_200, picoUsdPerToken: 150_000n },
    { kind: "output" as const, tokens: 300, picoUsdPerToken: 600_000n },
  ];
  expect(formulaWords({ terms, permille: 1_000, costPicoUsd: 360_000_000n })).toBe(
    "1,200 × $0.15/1M + 300 × $0.60/1M = $0.00036",
  );
  expect(formulaWords({ terms, permille: 500, costPicoUsd: 180_000_000n })).toBe(
    "(1,200 × $0.15/1M + 300 × $0.60/1M) × 50% = $0.00018",
  );
  expect(formulaWords({ terms: [], permille: 1_000, costPicoUsd: 0n })).toBe("0 = $0.00");
});

test("tokens are told by kind, without those that were not used", () => {
  const usage = {
    inputTokens: 1_204,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 3,
    reasoningTokens: 0,
  };
  expect(tokenWords(usage)).toBe("1,204 in · 3 out");
  expect(tokenWords({ ...usage, cachedInputTokens: 800, cacheWriteTokens: 64, reasoningTokens: 2 })).toBe(
    "1,204 in, of which 800 cached and 64 written to the cache · 3 out, of which 2 for reasoning",
  );
});
