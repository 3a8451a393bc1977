import { expect, test } from "vitest";
import type { PriceEntry } from "@/lib/pricing/types";
import { instantWords, perMillion, sinceWords, sourceWords, tierWords, windowWords } from "./words";

const price: PriceEntry = {
  id: "price",
  provider: "openai",
  model: "m",
  effectiveFrom: new Date("2026-11-30T23:00:00Z"),
  inputPicoUsd: 2_500_000n,
  cachedInputPicoUsd: 250_000n,
  cacheWritePicoUsd: 2_500_000n,
  outputPicoUsd: 10_000_000n,
  tiers: [],
  batchPermille: 1_000,
  flexPermille: 1_000,
  contextWindow: 128_000,
  source: "genai-prices 0.1.8",
  createdBy: null,
  setBy: null,
};

test("perMillion has every decimal and at least two", () => {
  expect([2_500_000n, 75_000n, 37_500n, 1n, 0n].map(perMillion)).toEqual([
    "$2.50",
    "$0.075",
    "$0.0375",
    "$0.000001",
    "$0.00",
  ]);
});

test("tierWords says what long contexts, batch and flex cost", () => {
  expect(tierWords(price)).toEqual([]);
  const tier = { ...price, fromInputTokens: 200_001, inputPicoUsd: 5_000_000n };
  expect(tierWords({ ...price, tiers: [tier], batchPermille: 500, flexPermille: 995 })).toEqual([
    "from 200,001 tokens in: $5.00 in, $10.00 out",
    "50% in batch",
    "99.5% in flex",
  ]);
  expect(tierWords({ ...price, batchPermille: 500, flexPermille: 500 })).toEqual(["50% in batch and flex"]);
});

test("sourceWords names the catalogue, or who set or restored the price", () => {
  expect(sourceWords(price)).toBe("genai-prices 0.1.8");
  expect(sourceWords({ ...price, source: "admin", setBy: "Member 07" })).toBe("set by Member 07");
  expect(sourceWords({ ...price, setBy: "Member 07" })).toBe("genai-prices 0.1.8, restored by Member 07");
});

test("instants are told on the clocks of the organisation, and midnight as a day", () => {
  expect(instantWords(price.effectiveFrom, "Europe/Warsaw")).toBe("1 Dec 2026");
  expect(instantWords(price.effectiveFrom, "UTC")).toBe("30 Nov 2026, 23:00");
  expect(sinceWords(price, "UTC")).toBe("since 30 Nov 2026, 23:00");
  expect(sinceWords({ ...price, effectiveFrom: new Date("2020-01-01T00:00:00Z") }, "UTC")).toBeNull();
});

test("windowWords are short", () => {
  expect([128_000, 1_000_000, 1_047_576, 8_192].map(windowWords)).toEqual(["128k", "1M", "1.05M", "8.19k"]);
});
