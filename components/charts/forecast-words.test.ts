import { expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { crossingDay, rangeWords } from "./forecast-words";

/** $10 are spent before the first of these days, and each costs $2. */
const FORECAST = [12, 14, 16, 18, 20].map((usd, n) => {
  const expectedPicoUsd = parseUsd(String(usd));
  return {
    day: `2026-11-${23 + n}`,
    expectedPicoUsd,
    lowPicoUsd: expectedPicoUsd,
    highPicoUsd: expectedPicoUsd,
  };
});

test("a limit is crossed on the first day after which more than it is expected to be spent", () => {
  const when = (limit: string) => crossingDay(FORECAST, parseUsd(limit));
  expect(when("13")).toBe("2026-11-24");
  expect(when("14.1")).toBe("2026-11-25");
  expect(when("20.1")).toBeNull();
  expect(when("9")).toBe("2026-11-23");
});

test("a range that reads alike at both ends is one amount", () => {
  const range = (low: string, high: string) =>
    rangeWords({ lowPicoUsd: parseUsd(low), highPicoUsd: parseUsd(high) });
  expect(range("5.2", "7.9")).toBe("$5.20 – $7.90");
  expect(range("6", "6")).toBe("$6.00");
});
