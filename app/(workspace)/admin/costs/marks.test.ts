import type { Route } from "next";
import { expect, test } from "vitest";
import { parseUsd } from "@/lib/money";
import { marksOf } from "./marks";

const anomaly = (day: string, usd: string) => ({
  ...{ day, costPicoUsd: parseUsd(usd), estimatedPicoUsd: 0n, expectedPicoUsd: parseUsd("10") },
  isExpectedExact: true,
  ...{ impactPicoUsd: parseUsd(usd) - parseUsd("10"), dismissed: null },
});
const hrefOf = (day: string) => `/admin/costs?from=${day}&to=${day}` as Route;

test("marks the bar that a day lies in, with the day that stands out most", () => {
  const anomalies = [anomaly("2026-11-03", "40"), anomaly("2026-11-05", "90"), anomaly("2026-11-09", "30")];
  const marks = marksOf(anomalies, ["2026-11-01", "2026-11-02", "2026-11-09"], hrefOf);
  expect(marks.map(({ day, href }) => [day, href])).toEqual([
    ["2026-11-02", "/admin/costs?from=2026-11-05&to=2026-11-05"],
    ["2026-11-09", "/admin/costs?from=2026-11-09&to=2026-11-09"],
  ]);
  expect(marks.map(({ more }) => more)).toEqual(["+$80", "+$20"]);
  expect(marks[0]?.words).toMatch(/^5 Nov: \$90\.00 where \$10\.00 was expected/);
});

test("says what of it is estimated", () => {
  const estimated = { ...anomaly("2026-11-05", "90"), estimatedPicoUsd: 1n, isExpectedExact: false };
  const [mark] = marksOf([estimated], ["2026-11-01"], hrefOf);
  expect(mark?.more).toBe("≈ +$80");
  expect(mark?.words).toMatch(/^5 Nov: ≈ \$90\.00 where ≈ \$10\.00 was expected/);
});

test("tells the cents of what is small", () => {
  expect(marksOf([anomaly("2026-11-05", "11.38")], ["2026-11-01"], hrefOf)[0]?.more).toBe("+$1.38");
});

test("leaves out what lies before the first bar", () => {
  expect(marksOf([anomaly("2026-10-31", "40")], ["2026-11-01"], hrefOf)).toEqual([]);
});
