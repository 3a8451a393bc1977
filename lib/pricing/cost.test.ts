import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toDecimalUsd } from "@/lib/money";
import { affordableOutputTokens, costOf, worstCaseCost } from ".";
import { readCatalogue } from "./catalogue";
import { perMillion, priceOf } from "./testing";
import type { Price, ServiceTier, Usage } from "./types";

const NOTHING: Usage = {
  inputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};
const SERVICE_TIERS: ServiceTier[] = ["default", "flex", "batch"];

const mini = priceOf(perMillion({ input: "0.15", cachedInput: "0.075", output: "0.6" }), {
  batchPermille: 500,
});
const tier = {
  fromInputTokens: 200_001,
  ...perMillion({ input: "0.3", cachedInput: "0.15", output: "0.9" }),
};
const tiered = { ...mini, tiers: [tier] };

const tokens = fc.integer({ min: 0, max: 300_000 });
const usages = fc.record({ plain: tokens, cached: tokens, written: tokens, output: tokens }).map(toUsage);

function toUsage(counts: { plain: number; cached: number; written: number; output: number }): Usage {
  return {
    inputTokens: counts.plain + counts.cached + counts.written,
    cachedInputTokens: counts.cached,
    cacheWriteTokens: counts.written,
    outputTokens: counts.output,
    reasoningTokens: Math.floor(counts.output / 2),
  };
}

/** Prices as an admin may set them: any rates, any factors, a tier that is not cheaper. */
const rate = fc.bigInt({ min: 0n, max: 10n ** 9n });
const rates = fc.record({
  inputPicoUsd: rate,
  cachedInputPicoUsd: rate,
  cacheWritePicoUsd: rate,
  outputPicoUsd: rate,
});
const permille = fc.integer({ min: 0, max: 1_000 });
const prices = fc
  .record({
    base: rates,
    more: rates,
    from: fc.integer({ min: 1, max: 600_000 }),
    batch: permille,
    flex: permille,
  })
  .map(({ base, more, from, batch, flex }) =>
    priceOf(base, {
      batchPermille: batch,
      flexPermille: flex,
      tiers: [
        {
          fromInputTokens: from,
          inputPicoUsd: base.inputPicoUsd + more.inputPicoUsd,
          cachedInputPicoUsd: base.cachedInputPicoUsd + more.cachedInputPicoUsd,
          cacheWritePicoUsd: base.cacheWritePicoUsd + more.cacheWritePicoUsd,
          outputPicoUsd: base.outputPicoUsd + more.outputPicoUsd,
        },
      ],
    }),
  );

describe("costOf", () => {
  test("prices 1,000 messages of 50 in and 150 out at $0.0975, not $97.50", () => {
    const cost = costOf({ ...NOTHING, inputTokens: 50_000, outputTokens: 150_000 }, mini);
    expect(toDecimalUsd(cost)).toBe("0.0975");
  });

  test("takes cached and written tokens out of input and leaves reasoning inside output", () => {
    const opus = priceOf(perMillion({ input: "5", cachedInput: "0.5", cacheWrite: "6.25", output: "25" }));
    const usage = {
      inputTokens: 1_000_000,
      cachedInputTokens: 400_000,
      cacheWriteTokens: 100_000,
      outputTokens: 100_000,
      reasoningTokens: 90_000,
    };
    expect(toDecimalUsd(costOf(usage, opus))).toBe("5.825");
  });

  test("holds the tier that the input reaches for the whole call, from its first token on", () => {
    expect(costOf({ ...NOTHING, inputTokens: 200_000 }, tiered)).toBe(200_000n * 150_000n);
    expect(costOf({ ...NOTHING, inputTokens: 200_001, outputTokens: 1 }, tiered)).toBe(
      200_001n * 300_000n + 900_000n,
    );
  });

  test("takes the batch factor off the whole sum: 1M tokens into gpt-4o-mini are $0.075, not $1.25", () => {
    expect(toDecimalUsd(costOf({ ...NOTHING, inputTokens: 1_000_000 }, mini, "batch"))).toBe("0.075");
    expect(toDecimalUsd(costOf({ ...NOTHING, inputTokens: 1_000_000 }, mini, "flex"))).toBe("0.15");
  });

  test("rounds a factor up once, over the whole sum", () => {
    const odd = priceOf(
      { inputPicoUsd: 1n, cachedInputPicoUsd: 1n, cacheWritePicoUsd: 1n, outputPicoUsd: 1n },
      { batchPermille: 500 },
    );
    expect(costOf({ ...NOTHING, inputTokens: 1, outputTokens: 2 }, odd, "batch")).toBe(2n);
    expect(costOf({ ...NOTHING, inputTokens: 1, outputTokens: 1 }, odd, "batch")).toBe(1n);
    expect(costOf(NOTHING, odd, "batch")).toBe(0n);
  });

  test("is exact, never negative, and never above the worst case in any service tier", () => {
    fc.assert(
      fc.property(usages, prices, fc.constantFrom(...SERVICE_TIERS), (usage, price, serviceTier) => {
        const full = costOf(usage, price);
        const cost = costOf(usage, price, serviceTier);
        const factor = BigInt(
          { default: 1_000, flex: price.flexPermille, batch: price.batchPermille }[serviceTier],
        );
        expect(cost >= 0n && cost <= full).toBe(true);
        const above = cost * 1_000n - full * factor;
        expect(above >= 0n && above < 1_000n).toBe(true);
        const worst = { inputTokens: usage.inputTokens, outputTokensMax: usage.outputTokens };
        expect(full <= worstCaseCost(worst, price)).toBe(true);
      }),
    );
  });

  test("never falls when a token of any kind is added", () => {
    const counts = fc.record({ plain: tokens, cached: tokens, written: tokens, output: tokens });
    const pairs = fc.tuple(counts, counts).map(([some, more]) => {
      const sum = {
        plain: some.plain + more.plain,
        cached: some.cached + more.cached,
        written: some.written + more.written,
        output: some.output + more.output,
      };
      return { fewer: toUsage(some), more: toUsage(sum) };
    });
    fc.assert(
      fc.property(pairs, prices, fc.constantFrom(...SERVICE_TIERS), ({ fewer, more }, price, serviceTier) => {
        expect(costOf(fewer, price, serviceTier) <= costOf(more, price, serviceTier)).toBe(true);
      }),
    );
  });

  test("is not negative for a usage that contradicts itself", () => {
    expect(costOf({ ...NOTHING, inputTokens: 10, cachedInputTokens: 30 }, mini)).toBe(30n * 75_000n);
  });
});

describe("the catalogue", () => {
  const { prices: all } = readCatalogue();
  const openai = (model: string) =>
    all.findLast((price) => price.provider === "openai" && price.model === model);

  test("has tiers that never get cheaper, so that a hold for more tokens covers fewer", () => {
    const cheaper = all.filter(({ tiers, ...base }) =>
      tiers.some((one, n) => {
        const before = tiers[n - 1] ?? base;
        return (
          one.inputPicoUsd < before.inputPicoUsd ||
          one.cachedInputPicoUsd < before.cachedInputPicoUsd ||
          one.cacheWritePicoUsd < before.cacheWritePicoUsd ||
          one.outputPicoUsd < before.outputPicoUsd
        );
      }),
    );
    expect(cheaper).toEqual([]);
  });

  test("has the published batch and flex factors, and full prices elsewhere", () => {
    expect(openai("gpt-4o-mini")).toMatchObject({ batchPermille: 500, flexPermille: 1_000 });
    expect(openai("gpt-5-mini")).toMatchObject({ batchPermille: 500, flexPermille: 500 });
    expect(openai("gpt-3.5-turbo-1106")).toMatchObject({ batchPermille: 1_000, flexPermille: 1_000 });
    const factorsOf = (provider: string) => [
      ...new Set(all.filter((price) => price.provider === provider).map((price) => price.batchPermille)),
    ];
    expect(factorsOf("anthropic")).toEqual([500]);
    expect(factorsOf("deepseek")).toEqual([1_000]);
    expect(factorsOf("openrouter")).toEqual([1_000]);
    expect(all.filter((price) => price.flexPermille < 1_000 && price.provider !== "openai")).toEqual([]);
  });
});

test("affordableOutputTokens is the largest answer whose worst case fits", () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      fc.integer({ min: 0, max: 10_000 }),
      (available, inputTokens) => {
        const most = affordableOutputTokens(available, inputTokens, mini);
        const worst = (outputTokensMax: number) => worstCaseCost({ inputTokens, outputTokensMax }, mini);
        if (most >= 0) expect(worst(most) <= available).toBe(true);
        expect(worst(most + 1) > available).toBe(true);
      },
    ),
  );
});

/** The corrected figures of goldens/seed-figures.json that are about prices. */
describe("the source documents' figures", () => {
  const exposure = (price: Price, outputTokensMax: number, messages: bigint) =>
    toDecimalUsd(worstCaseCost({ inputTokens: 2_000, outputTokensMax }, price) * messages);
  const gpt4 = priceOf(perMillion({ input: "30", output: "60" }));
  const opus = priceOf(perMillion({ input: "15", output: "75" }));

  test("E20: with more in than out gpt-4 is dearer than opus, so a rank by name misleads", () => {
    const call = { ...NOTHING, inputTokens: 2_000, outputTokens: 500 };
    expect(toDecimalUsd(costOf(call, gpt4))).toBe("0.09");
    expect(toDecimalUsd(costOf(call, opus))).toBe("0.0675");
    const even = { ...NOTHING, inputTokens: 2_000, outputTokens: 2_000 };
    expect(costOf(even, gpt4)).toBe(costOf(even, opus));
  });

  test("E22: the worst cases of the plans are $0.40, $120 and $1,800 a month", () => {
    const turboOf2023 = priceOf(perMillion({ input: "1.5", output: "2" }));
    expect(exposure(turboOf2023, 500, 100n)).toBe("0.4");
    expect(exposure(gpt4, 1_000, 1_000n)).toBe("120");
    expect(exposure(gpt4, 2_000, 10_000n)).toBe("1800");
    expect(exposure(opus, 2_000, 10_000n)).toBe("1800");
  });

  test("002: gpt-4o costs 16.67 times gpt-4o-mini, and a 2,000 / 500 run on mini $0.0006", () => {
    const gpt4o = priceOf(perMillion({ input: "2.5", output: "10" }));
    expect(Number(gpt4o.inputPicoUsd) / Number(mini.inputPicoUsd)).toBeCloseTo(16.667, 3);
    expect(toDecimalUsd(costOf({ ...NOTHING, inputTokens: 2_000, outputTokens: 500 }, mini))).toBe("0.0006");
  });
});
