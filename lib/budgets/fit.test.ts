import { describe, expect, test } from "vitest";
import { fitInto } from "./fit";
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
