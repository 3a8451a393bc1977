import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { axisTicks, dayTicks, isOnScale, tickLabel } from "./scale";

const labels = (max: number) => {
  const ticks = axisTicks(max);
  return ticks.map((tick) => tickLabel(tick, ticks[1] ?? 1));
};

describe("axisTicks", () => {
  test.each([
    [8, ["$0", "$2", "$4", "$6", "$8"]],
    [1.9, ["$0", "$0.50", "$1.00", "$1.50", "$2.00"]],
    [0.0071, ["$0", "$0.002", "$0.004", "$0.006", "$0.008"]],
    [0.3, ["$0", "$0.10", "$0.20", "$0.30"]],
    [0.00004, ["$0", "$0.00001", "$0.00002", "$0.00003", "$0.00004"]],
    [31_000, ["$0", "$10,000", "$20,000", "$30,000", "$40,000"]],
  ])("reads well up to %s", (max, expected) => {
    expect(labels(max)).toEqual(expected);
  });

  test("reaches the highest value in at most six even steps, with a label of its own for each", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e7, noNaN: true }), (max) => {
        const ticks = axisTicks(max);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * (1 - 1e-9));
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(new Set(labels(max)).size).toBe(ticks.length);
      }),
    );
  });

  test("is a bare zero where there is nothing to measure", () => {
    expect(axisTicks(0)).toEqual([0]);
    expect(axisTicks(Number.NaN)).toEqual([0]);
  });
});

describe("dayTicks", () => {
  const month = (length: number) =>
    Array.from({ length }, (_, index) => `2026-11-${String(index + 1).padStart(2, "0")}`);
  const numbers = (length: number) => dayTicks(month(length)).map((day) => Number(day.slice(8)));

  test("marks the first, each fifth and the last day", () => {
    expect(numbers(30)).toEqual([1, 5, 10, 15, 20, 25, 30]);
    expect(numbers(31)).toEqual([1, 5, 10, 15, 20, 25, 31]);
    expect(numbers(28)).toEqual([1, 5, 10, 15, 20, 25, 28]);
  });
});

describe("isOnScale", () => {
  test("leaves out a limit that would flatten the spend", () => {
    expect(isOnScale(8, 4.88)).toBe(true);
    expect(isOnScale(8, 0.002)).toBe(false);
    expect(isOnScale(8, 0)).toBe(true);
  });
});
