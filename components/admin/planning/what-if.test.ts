import { describe, expect, test } from "vitest";
import type { UsedModel, WhatIf } from "@/lib/reports/types";
import { EVERY_MODEL, whatIf } from "./what-if";

const usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};
const used = (model: string, more: Partial<UsedModel> = {}): UsedModel => {
  return {
    provider: "openai",
    model,
    calls: 1,
    usage,
    costPicoUsd: 100n,
    estimatedPicoUsd: 0n,
    unpriced: false,
    ...more,
  };
};
const alternative = (model: string) => ({ id: `openai/${model}`, model, isOffered: true });
const MONTH: WhatIf = {
  ...{ month: "2026-10", currentMonth: "2026-11", isCut: false },
  used: [
    used("big"),
    used("small", { costPicoUsd: 20n, estimatedPicoUsd: 5n }),
    used("house", { unpriced: true }),
  ],
  alternatives: [
    { ...alternative("big"), costsPicoUsd: [100n, 90n, 0n], atLeast: true },
    { ...alternative("small"), costsPicoUsd: [25n, 20n, 0n], atLeast: false },
    { ...alternative("new"), costsPicoUsd: null, atLeast: false },
  ],
};

describe("whatIf", () => {
  test("puts every model's tokens on each other one, the cheapest first, and says what cannot be compared", () => {
    const result = whatIf(MONTH, EVERY_MODEL);
    expect(result).toMatchObject({ actualPicoUsd: 120n, isExact: false, unpricedModels: ["new"] });
    expect(result.unpricedUse.map(({ model }) => model)).toEqual(["house"]);
    expect(result.rows).toEqual([
      { id: "openai/small", model: "small", costPicoUsd: 45n, changePicoUsd: -75n, atLeast: false },
      { id: "openai/big", model: "big", costPicoUsd: 190n, changePicoUsd: 70n, atLeast: true },
    ]);
  });

  test("puts only one model's on the others where it is chosen", () => {
    const result = whatIf(MONTH, "openai/big");
    expect(result).toMatchObject({ actualPicoUsd: 100n, isExact: true });
    expect(result.rows.map(({ changePicoUsd }) => changePicoUsd)).toEqual([-75n, 0n]);
  });
});
