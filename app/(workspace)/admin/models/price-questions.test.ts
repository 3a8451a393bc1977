import { expect, test } from "vitest";
import { askFirst } from "../confirm";
import { priceQuestions } from "./price-questions";

const price = { model: "gpt-5", inputPicoUsd: 2n, cachedInputPicoUsd: 1n, outputPicoUsd: 10n };
const sentences = (changed: Partial<Parameters<typeof priceQuestions>[0]>) =>
  priceQuestions({ ...price, ...changed }).map(({ sentence }) => sentence);

test("what looks like a slip is asked about, and a usual price is not", () => {
  expect(sentences({})).toEqual([]);
  expect(sentences({ cachedInputPicoUsd: 2n })).toEqual([]);
  expect(sentences({ cachedInputPicoUsd: 3n })).toEqual([
    "Cached input is dearer than input: is that right?",
  ]);
  const tier = { ...price, fromInputTokens: 1, cacheWritePicoUsd: 2n };
  expect(sentences({ tiers: [{ ...tier, cachedInputPicoUsd: 3n }] })).toHaveLength(1);
  expect(sentences({ inputPicoUsd: 0n, cachedInputPicoUsd: 0n, outputPicoUsd: 0n })).toEqual([
    "At $0 gpt-5 counts as free, and no budget in dollars stops it: is that right?",
  ]);
  expect(sentences({ outputPicoUsd: 0n })).toEqual([
    "Output costs $0, so only input is counted: is that right?",
  ]);
});

test("a yes holds for just what was asked", () => {
  const [cached, free] = [
    { key: "cached", sentence: "Dearer?" },
    { key: "free", sentence: "Free?" },
  ];
  expect(() => askFirst([], undefined)).not.toThrow();
  const asked = expect.objectContaining({
    code: "conflict",
    message: "Dearer? Free?",
    details: { question: "cached free" },
  });
  expect(() => askFirst([cached, free], undefined)).toThrow(asked);
  expect(() => askFirst([cached, free], "cached")).toThrow(asked);
  expect(() => askFirst([cached, free], "cached free")).not.toThrow();
});
