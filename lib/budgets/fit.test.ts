import { describe, expect, test } from "vitest";
import { fitInto, isUsedUp } from "./fit";
import type { PeriodRow } from "./lock-periods";
import type { BudgetUnit, WorstCase } from "./types";

/** A budget whose limit was lowered below what is spent. */
const overdrawn = (unit: BudgetUnit): PeriodRow => ({
  ...{ n: 0, budgetId: "b", subjectId: "", scope: "org", scopeId: null, period: "month", unit },
  ...{ onLimit: "block", downgradeTo: null, enforced: true, startsAt: new Date("2026-11-01T00:00:00Z") },
  ...{ limit: 10n, spent: 12n, reserved: 0n },
});

const nothing: WorstCase = {
  ...{ inputPicoUsd: 0n, outputPicoUsdPerToken: 5n, inputTokens: 0, messages: 0 },
  ...{ outputTokensMax: 0, outputTokensMin: 0 },
};

describe("a budget that is spent beyond its limit", () => {
  test.each(["usd", "tokens", "messages"] as const)("lets pass what takes no %s", (unit) => {
    expect(fitInto([overdrawn(unit)], nothing, [])).toEqual({ kind: "fits", outputTokensMax: 0 });
  });

  test.each(["usd", "tokens"] as const)("stops an answer that may take %s", (unit) => {
    const fit = fitInto([overdrawn(unit)], { ...nothing, outputTokensMax: 3 }, []);
    expect(fit).toMatchObject({ kind: "refused" });
  });
});

describe("a budget is at its end", () => {
  /** 1,000 tokens in and at least 100 out take 2,000. */
  const call: WorstCase = {
    ...{ inputPicoUsd: 1_000n, outputPicoUsdPerToken: 10n, inputTokens: 1_000, messages: 1 },
    ...{ outputTokensMax: 500, outputTokensMin: 100 },
  };
  /** The same with 40 times the question, of which 4,000 tokens would be an ordinary one. */
  const long = { ...call, inputPicoUsd: 40_000n, inputTokens: 40_000 };
  const row = (limit: bigint, spent: bigint, reserved = 0n) => ({
    ...overdrawn("usd"),
    ...{ limit, spent, reserved },
  });

  test.each([
    ["less than a twentieth is left", row(100_000n, 98_100n), call, true],
    [
      "less than a twentieth is left, for a long question",
      row(1_000_000n, 950_001n),
      { ...long, outputTokensMin: 1_001 },
      true,
    ],
    ["a shorter question would get an answer", row(200_000n, 170_000n), long, false],
    ["a fifth is left, too little for an ordinary question", row(9_000n, 7_200n), call, true],
    ["more than a fifth is left, too little for a dear model", row(2_400n, 1_000n), call, false],
    ["nothing is spent yet", row(1_500n, 0n), call, false],
    ["only holds are in the way", row(100_000n, 10_000n, 89_000n), call, false],
    ["the call fits", row(100_000n, 97_000n), call, false],
    ["nothing was ever to be spent", row(0n, 0n), call, false],
    ["it was lowered to nothing", row(0n, 5n), call, true],
  ])("or not: %s", (...[, standing, worst, used]) => {
    expect(isUsedUp(standing, worst)).toBe(used);
  });
});
