import { describe, expect, test } from "vitest";
import { namedModels, priceInput } from "./price-input";

const form = {
  provider: "openai",
  model: "gpt-5",
  inputPicoUsd: "$2.50",
  outputPicoUsd: "10",
  cachedInputPicoUsd: "0.075",
  cacheWritePicoUsd: "",
  tiers: "[]",
  contextWindow: "",
  begins: "now",
};
const tier = {
  fromInputTokens: "200,001",
  inputPicoUsd: "5",
  outputPicoUsd: "20",
  cachedInputPicoUsd: "",
  cacheWritePicoUsd: "6",
};

describe("priceInput", () => {
  test("reads dollars per 1M tokens, and takes an empty cache price for that of input", () => {
    expect(priceInput.parse(form)).toEqual({
      provider: "openai",
      model: "gpt-5",
      inputPicoUsd: 2_500_000n,
      cachedInputPicoUsd: 75_000n,
      cacheWritePicoUsd: 2_500_000n,
      outputPicoUsd: 10_000_000n,
      tiers: [],
      contextWindow: null,
      effectiveFrom: "now",
    });
  });

  test("reads long-context prices, a window with separators, and a later begin", () => {
    const later = { begins: "later", effectiveFrom: "2026-12-01T09:30" };
    const typed = { ...form, ...later, tiers: JSON.stringify([tier]), contextWindow: "1 048 576" };
    expect(priceInput.parse(typed)).toMatchObject({
      tiers: [
        {
          fromInputTokens: 200_001,
          inputPicoUsd: 5_000_000n,
          cachedInputPicoUsd: 5_000_000n,
          cacheWritePicoUsd: 6_000_000n,
          outputPicoUsd: 20_000_000n,
        },
      ],
      contextWindow: 1_048_576,
      effectiveFrom: new Date("2026-12-01T09:30:00Z"),
    });
  });

  test.each([
    { typed: { inputPicoUsd: "" }, field: "inputPicoUsd", says: "Enter dollars per 1M tokens" },
    { typed: { outputPicoUsd: "-1" }, field: "outputPicoUsd", says: "Enter dollars per 1M tokens" },
    { typed: { contextWindow: "many" }, field: "contextWindow", says: "whole number of tokens" },
    { typed: { begins: "later" }, field: "effectiveFrom", says: "Choose the day and the time" },
    { typed: { begins: "later", effectiveFrom: "" }, field: "effectiveFrom", says: "Choose the day" },
    {
      typed: { tiers: JSON.stringify([{ ...tier, inputPicoUsd: "x" }]) },
      field: "tiers",
      says: "per 1M tokens",
    },
    { typed: { tiers: JSON.stringify([{}]) }, field: "tiers", says: "Check the long-context prices." },
    { typed: { tiers: "not JSON" }, field: "tiers", says: "Check the long-context prices." },
  ])("says at the field what is wrong with $typed", ({ typed, field, says }) => {
    const issue = priceInput.safeParse({ ...form, ...typed }).error?.issues[0];
    expect(issue?.path).toEqual([field]);
    expect(issue?.message).toContain(says);
  });
});

test("models are named by provider and model, none of them endlessly", () => {
  expect(namedModels.safeParse({ ids: ["openai/gpt-5"] }).success).toBe(true);
  for (const id of ["gpt-5", `openai/${"x".repeat(300)}`]) {
    expect(namedModels.safeParse({ ids: [id] }).success, id).toBe(false);
  }
});
