import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { crossingDay, forecastDays } from "./forecast";

const usd = (...amounts: number[]) => amounts.map((amount) => parseUsd(String(amount)));
const repeated = (days: number, ...week: number[]) =>
  usd(...Array.from({ length: days }, (_, n) => week[n % week.length] ?? 0));

describe("forecastDays", () => {
  test("says nothing about less than a week, counted from the first day with a cost", () => {
    expect(forecastDays([], 5)).toBeNull();
    expect(forecastDays(repeated(6, 2), 5)).toBeNull();
    expect(forecastDays([...repeated(60, 0), ...repeated(6, 2)], 5)).toBeNull();
    expect(forecastDays(repeated(60, 0), 5)).toBeNull();
    expect(forecastDays(repeated(7, 2), 5)).not.toBeNull();
  });

  test("goes on with days that are all alike, and is sure of them", () => {
    const third = forecastDays(repeated(30, 2), 3)?.[2];
    const sums = [third?.lowPicoUsd, third?.expectedPicoUsd, third?.highPicoUsd];
    expect(sums.map((sum) => Number(sum) / 1e12)).toEqual([6, 6, 6].map((sum) => expect.closeTo(sum, 4)));
  });

  test("knows the weekend", () => {
    const week = [5, 5, 5, 5, 5, 0, 0];
    const sums = forecastDays(repeated(28, ...week), 7)?.map(({ expectedPicoUsd }) =>
      Math.round(Number(expectedPicoUsd) / 1e12),
    );
    expect(sums).toEqual([5, 10, 15, 20, 25, 25, 25]);
  });

  test("asks for nothing where no day is left", () => {
    expect(forecastDays(repeated(30, 2), 0)).toEqual([]);
  });
});

describe("crossingDay", () => {
  const ahead = forecastDays(repeated(28, 2), 5) ?? [];
  const days = ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"];
  const when = (limit: string) => crossingDay({ days, ahead, spent: parseUsd("10"), limit: parseUsd(limit) });

  test("is the first day after which more than the limit is expected to be spent", () => {
    expect(when("13")).toBe("2026-11-24");
    expect(when("14.1")).toBe("2026-11-25");
    expect(when("20.1")).toBeNull();
    expect(when("9")).toBe("2026-11-23");
  });
});
