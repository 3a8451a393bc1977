import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { type AnomalyRule, findAnomalies } from "./anomalies";

const WEEK = [10, 11, 9, 10, 12, 1, 2];
const FIRST = Date.UTC(2026, 8, 7);

function daysOf(costs: readonly number[]) {
  return costs.map((usd, n) => ({
    day: new Date(FIRST + n * 86_400_000).toISOString().slice(0, 10),
    costPicoUsd: parseUsd(usd.toFixed(2)),
    estimatedPicoUsd: 0n,
  }));
}

const weeks = (count: number) => Array.from({ length: count * 7 }, (_, n) => WEEK[n % 7] ?? 0);
const found = (costs: readonly number[], rule: AnomalyRule = "robust", minImpact = "1") =>
  findAnomalies(daysOf(costs), { rule, minImpactPicoUsd: parseUsd(minImpact) });

describe("the robust rule", () => {
  test("says nothing about weeks that are all alike, whatever their weekends", () => {
    expect(found(weeks(8))).toEqual([]);
  });

  test("finds a weekday that cost three times as much, and what it should have cost", () => {
    const costs = weeks(8);
    costs[30] = 30;
    expect(found(costs)).toEqual([
      {
        day: "2026-10-07",
        costPicoUsd: parseUsd("30"),
        estimatedPicoUsd: 0n,
        expectedPicoUsd: parseUsd("9"),
        isExpectedExact: true,
        impactPicoUsd: parseUsd("21"),
      },
    ]);
  });

  test.each([
    ["robust", 30, true],
    ["robust", 29, true],
    ["robust", 23, false],
    ["two_deviations", 30, false],
    ["two_deviations", 29, false],
    ["two_deviations", 31, true],
  ] as const)(
    "by the rule %s says whether day %i makes what was expected an estimate",
    (rule, estimated, isExact) => {
      const costs = weeks(8);
      costs[30] = 30;
      const days = daysOf(costs).map((day, n) => ({ ...day, estimatedPicoUsd: n === estimated ? 1n : 0n }));
      const [anomaly] = findAnomalies(days, { rule, minImpactPicoUsd: parseUsd("1") });
      expect(anomaly).toMatchObject({
        ...{ day: "2026-10-07", isExpectedExact: isExact, estimatedPicoUsd: estimated === 30 ? 1n : 0n },
      });
    },
  );

  test("finds a weekend that cost as much as a weekday", () => {
    const costs = weeks(8);
    costs[7 * 5 + 5] = 10;
    expect(found(costs).map(({ impactPicoUsd }) => impactPicoUsd)).toEqual([parseUsd("9")]);
  });

  test("is not made blind by an earlier one", () => {
    const costs = weeks(8);
    costs[36] = 300;
    costs[43] = 33;
    expect(found(costs)).toHaveLength(2);
  });

  test("needs a week of days before, and an amount that matters", () => {
    expect(found([10, 10, 10, 10, 10, 10, 90])).toEqual([]);
    expect(found([10, 10, 10, 10, 10, 10, 10, 90])).toHaveLength(1);
    expect(found([10, 10, 10, 10, 10, 10, 10, 90], "robust", "81")).toEqual([]);
    expect(found([0, 0, 0, 0, 0, 0, 0, 0, 0, 90])).toEqual([]);
  });
});

test("the rule of two deviations cannot find what hides in its own average", () => {
  const costs = weeks(8);
  costs[30] = 19;
  costs[31] = 200;
  const days = (rule: AnomalyRule) => found(costs, rule).map(({ day }) => day);
  expect(days("robust")).toEqual(["2026-10-07", "2026-10-08"]);
  expect(days("two_deviations")).toContain("2026-10-08");
  expect(found([10, 10, 10, 10, 10, 10, 10, 90], "two_deviations")).toHaveLength(1);
});
