import { describe, expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { forecastDays } from "./forecast";

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

  test("goes by the weekday alone below two weeks, and follows a trend from then on", () => {
    const rising = (days: number) => usd(...Array.from({ length: days }, (_, n) => n + 1));
    const week = (days: number) => Number(forecastDays(rising(days), 7)?.at(-1)?.expectedPicoUsd) / 1e12;
    expect(week(13)).toBeCloseTo(70, 6);
    expect(week(14)).toBeGreaterThan(53);
  });

  test("asks for nothing where no day is left", () => {
    expect(forecastDays(repeated(30, 2), 0)).toEqual([]);
  });
});
