import { describe, expect, test } from "vitest";
import { cardOf, toOwnChunk, usageOf } from "./card";

const card = cardOf({
  runId: "01a20221-6892-75de-87eb-7aa45eecfea0",
  createdAt: new Date("2026-11-22T10:00:00.900Z"),
  model: "gpt-4o-mini",
});
const usage = {
  inputTokens: 10,
  cachedInputTokens: 4,
  cacheWriteTokens: 0,
  outputTokens: 5,
  reasoningTokens: 2,
};

describe("a chunk of an answer", () => {
  const choices = [{ index: 0, delta: { content: "Hi" }, finish_reason: null }];
  const theirs = { id: "chatcmpl-theirs", object: "x", created: 1, model: "gpt-4o-mini-2024-07-18", choices };

  test("keeps all that the provider said but its names", () => {
    expect(toOwnChunk({ ...theirs, system_fingerprint: "fp", citations: [1] }, card, false)).toEqual({
      id: "chatcmpl-01a20221689275de87eb7aa45eecfea0",
      created: 1_795_341_600,
      model: "gpt-4o-mini",
      object: "chat.completion.chunk",
      system_fingerprint: "fp",
      citations: [1],
      choices,
    });
  });

  test("never has the provider's own usage, which some put into every chunk", () => {
    const told = { ...theirs, usage: { prompt_tokens: 1, completion_tokens: 1 } };
    expect(toOwnChunk(told, card, false)).not.toHaveProperty("usage");
    expect(toOwnChunk(told, card, true)).toMatchObject({ choices, usage: null });
    expect(toOwnChunk({ ...told, choices: [] }, card, true)).toBeNull();
  });

  test("is passed on without a choice where it has something else to say", () => {
    expect(toOwnChunk({ ...theirs, choices: [], prompt_filter_results: [1] }, card, false)).toMatchObject({
      prompt_filter_results: [1],
    });
  });
});

describe("usageOf", () => {
  const certain = { usage, costPicoUsd: 1_500_000n, certaintyReason: null };

  test("has OpenAI's counts, the cost and how certain it is", () => {
    expect(usageOf({ ...certain, certainty: "exact" })).toEqual({
      prompt_tokens: 10,
      completion_tokens: 5,
      total_tokens: 15,
      prompt_tokens_details: { cached_tokens: 4, cache_write_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 2 },
      cost_usd: "0.0000015",
      certainty: "exact",
    });
  });

  test("has no cost where no price is known", () => {
    expect(usageOf({ ...certain, costPicoUsd: 0n, certainty: "unpriced" })).toMatchObject({
      cost_usd: null,
      certainty: "unpriced",
    });
  });
});
