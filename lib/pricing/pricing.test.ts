import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { toDecimalUsd } from "@/lib/money";
import { affordableOutputTokens, costOf, findPrice, listPrices, syncPrices, worstCaseCost } from ".";
import type { Price } from "./types";

const mini: Price = {
  id: "mini",
  provider: "openai",
  model: "gpt-4o-mini",
  effectiveFrom: new Date(0),
  inputPicoUsd: 150_000n,
  cachedInputPicoUsd: 75_000n,
  cacheWritePicoUsd: 150_000n,
  outputPicoUsd: 600_000n,
  tiers: [],
  contextWindow: 128_000,
  source: "test",
};
const usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

describe("costOf", () => {
  test("prices 1,000 messages of 50 in and 150 out at $0.0975, not $97.50", () => {
    const cost = costOf({ ...usage, inputTokens: 50_000, outputTokens: 150_000 }, mini);
    expect(toDecimalUsd(cost)).toBe("0.0975");
  });

  test("takes cached tokens out of input and leaves reasoning inside output", () => {
    const cost = costOf(
      {
        ...usage,
        inputTokens: 1_000_000,
        cachedInputTokens: 400_000,
        outputTokens: 100_000,
        reasoningTokens: 90_000,
      },
      mini,
    );
    expect(toDecimalUsd(cost)).toBe("0.18");
  });

  test("holds the tier that the input reaches for the whole call", () => {
    const tier = {
      fromInputTokens: 200_001,
      inputPicoUsd: 300_000n,
      cachedInputPicoUsd: 150_000n,
      cacheWritePicoUsd: 300_000n,
      outputPicoUsd: 900_000n,
    };
    const tiered = { ...mini, tiers: [tier] };
    expect(costOf({ ...usage, inputTokens: 200_000 }, tiered)).toBe(200_000n * 150_000n);
    expect(costOf({ ...usage, inputTokens: 200_001, outputTokens: 1 }, tiered)).toBe(
      200_001n * 300_000n + 900_000n,
    );
  });

  test("is never above the worst case held for the same tokens", () => {
    const count = fc.integer({ min: 0, max: 300_000 });
    fc.assert(
      fc.property(count, count, fc.double({ min: 0, max: 1, noNaN: true }), (input, output, share) => {
        const cachedInputTokens = Math.floor(input * share);
        const cost = costOf({ ...usage, inputTokens: input, cachedInputTokens, outputTokens: output }, mini);
        expect(cost <= worstCaseCost({ inputTokens: input, outputTokensMax: output }, mini)).toBe(true);
      }),
    );
  });
});

test("affordableOutputTokens is the largest answer whose worst case fits", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: 0, max: 10_000 }),
      (available, inputTokens) => {
        const most = affordableOutputTokens(available, inputTokens, mini);
        if (most >= 0)
          expect(worstCaseCost({ inputTokens, outputTokensMax: most }, mini) <= available).toBe(true);
        expect(worstCaseCost({ inputTokens, outputTokensMax: most + 1 }, mini) > available).toBe(true);
      },
    ),
  );
});

describe("the price book", () => {
  const db = useTestDb();
  const at = new Date("2026-11-22T12:00:00Z");

  test("knows exact names, aliases and dated releases, and nothing that only looks alike", () =>
    inTestTransaction(db, async (tx) => {
      await syncPrices(tx, at);
      const find = (provider: string, model: string) => findPrice(tx, { provider, model, at });
      expect((await find("openai", "gpt-4o-mini"))?.inputPicoUsd).toBe(150_000n);
      expect((await find("openai", "gpt-4o-mini-2024-07-18"))?.model).toBe("gpt-4o-mini");
      expect((await find("anthropic", "claude-sonnet-4-5-20250929"))?.model).toBe("claude-sonnet-4-5");
      expect((await find("compatible", "gpt-4o-mini"))?.provider).toBe("openai");
      expect((await find("azure", "gpt-4o-mini"))?.model).toBe("gpt-4o-mini");
      expect((await find("demo", "demo-model"))?.outputPicoUsd).toBe(600_000n);
      expect((await find("ollama", "anything:7b"))?.outputPicoUsd).toBe(0n);
      for (const stranger of ["gpt-4o-mini-turbo", "my-gpt-4o-mini", "gpt-4o-mi", "", "*"]) {
        expect(await find("openai", stranger)).toBeNull();
      }
    }));

  test("answers with the price of the day asked for", () =>
    inTestTransaction(db, async (tx) => {
      await syncPrices(tx, at);
      const before = await findPrice(tx, {
        provider: "openai",
        model: "o3",
        at: new Date("2025-05-01T00:00:00Z"),
      });
      const after = await findPrice(tx, { provider: "openai", model: "o3", at });
      expect([before?.inputPicoUsd, after?.inputPicoUsd]).toEqual([10_000_000n, 2_000_000n]);
    }));

  test("adds nothing when it is synced again", () =>
    inTestTransaction(db, async (tx) => {
      await syncPrices(tx, at);
      expect(await syncPrices(tx, at)).toEqual({ added: 0 });
      const listed = await listPrices(tx, at);
      expect(listed.length).toBeGreaterThan(500);
      expect(listed.every((price) => price.inputPicoUsd >= 0n)).toBe(true);
    }));
});
