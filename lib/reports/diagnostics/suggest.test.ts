import { describe, expect, test } from "vitest";
import { suggest } from "./suggest";
import type { ModelHabit } from "./types";

const USD = 1_000_000_000_000n;

const habit = (n: number, savedPicoUsd: bigint): ModelHabit => ({
  ...{ provider: "openai", model: `model-${n}`, answers: 9, members: 3, inputTokens: 90 },
  costPicoUsd: 100n * USD,
  long: { answers: 0, inputTokens: 0, costPicoUsd: 0n },
  short: {
    ...{ answers: 5, members: 2, costPicoUsd: 10n * USD },
    elsewhere: { id: "openai/cheap", model: "cheap", isOffered: true, costPicoUsd: 10n * USD - savedPicoUsd },
  },
  repeated: { tokens: 0, cachedTokens: 0, missedPicoUsd: 0n },
});

describe("suggest", () => {
  test("names at most five, the dearest first", () => {
    const habits = Array.from({ length: 8 }, (_, n) => habit(n, BigInt(n + 1) * USD));
    expect(suggest(habits, USD).map(({ model }) => model)).toEqual([7, 6, 5, 4, 3].map((n) => `model-${n}`));
  });

  test("keeps silent about less than is worth it", () => {
    expect(suggest([habit(1, USD - 1n)], USD)).toEqual([]);
    expect(suggest([habit(1, USD)], USD)).toHaveLength(1);
    expect(suggest([habit(1, USD - 1n)], USD / 20n)).toHaveLength(1);
  });

  test("never names the model itself, and nothing where no other one is cheaper", () => {
    const own = habit(1, USD);
    const self = {
      ...own,
      short: { ...own.short, elsewhere: { id: "x", model: "model-1", isOffered: true, costPicoUsd: 0n } },
    };
    expect(suggest([self, { ...own, short: { ...own.short, elsewhere: null } }], USD)).toEqual([]);
  });
});
