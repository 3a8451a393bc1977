import { expect, test } from "vitest";
import { sheetLines } from "@/lib/reports";
import type { UsedModel, WhatIf } from "@/lib/reports/types";
import { whatIfFile } from "./file";

const used = (model: string, over: Partial<UsedModel> = {}): UsedModel => ({
  ...{ provider: "openai", model, calls: 1, costPicoUsd: 10n ** 12n, estimatedPicoUsd: 0n, unpriced: false },
  usage: { inputTokens: 1, cachedInputTokens: 0, cacheWriteTokens: 0, outputTokens: 1, reasoningTokens: 0 },
  ...over,
});
const facts: WhatIf = {
  ...{ month: "2026-10", currentMonth: "2026-11", isCut: false },
  used: [used("gpt-4o"), used("gpt-4.1", { costPicoUsd: 1n }), used("house", { unpriced: true })],
  alternatives: [
    {
      id: "openai/dear",
      model: "dear",
      costsPicoUsd: [2n * 10n ** 12n, 5n, 0n],
      atLeast: true,
      isOffered: true,
    },
    { id: "openai/cheap", model: "=cheap", costsPicoUsd: [1n, 1n, 0n], atLeast: false, isOffered: true },
    { id: "openai/free", model: "free", costsPicoUsd: null, atLeast: false, isOffered: true },
  ],
};

async function linesOf(instead: string | null): Promise<string[]> {
  let text = "";
  for await (const line of sheetLines(whatIfFile(facts, instead).sheet)) text += line;
  return text.trimEnd().split("\r\n").slice(1);
}

test("has each model with a price, from the cheapest, to the last unit and without a formula", async () => {
  expect(await linesOf(null)).toEqual([
    "'=cheap,openai/cheap,false,0.000000000002,-0.999999999999",
    "dear,openai/dear,true,2.000000000005,1.000000000004",
  ]);
});

test("is of what ran on one model where the address names it, and of everything where it names another", async () => {
  expect(await linesOf("openai/gpt-4o")).toEqual([
    "'=cheap,openai/cheap,false,0.000000000001,-0.999999999999",
    "dear,openai/dear,true,2,1",
  ]);
  expect(whatIfFile(facts, "openai/gpt-4o").only?.()).toEqual(["what ran on gpt-4o"]);
  for (const other of ["openai/house", "nobody/knows"])
    expect(await linesOf(other)).toEqual(await linesOf(null));
});
