import { Temporal } from "temporal-polyfill";
import type { CostPoint, CostSum, ThreadStatistics } from "./types";

/** Longer than that, and the days of a thread say less than its months. */
const DAYS_MAX = 62;

type Points = Pick<ThreadStatistics, "unit" | "points">;

/** The days from the first with a cost to the last, or their months; none is left out in between. */
export function pointsOf(days: readonly (CostSum & { day: string })[]): Points {
  const sorted = days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const [first, last] = [sorted.at(0), sorted.at(-1)];
  if (!first || !last) return { unit: "day", points: [] };
  const [from, until] = [Temporal.PlainDate.from(first.day), Temporal.PlainDate.from(last.day)];
  if (from.until(until, { largestUnit: "days" }).days < DAYS_MAX) {
    return { unit: "day", points: fill(sorted, daysFrom(from, until)) };
  }
  const months = sorted.map(({ day, ...sum }) => ({ ...sum, day: day.slice(0, 7) }));
  return {
    unit: "month",
    points: fill(months, monthsFrom(from.toPlainYearMonth(), until.toPlainYearMonth())),
  };
}

function fill(sums: readonly (CostSum & { day: string })[], keys: readonly string[]): CostPoint[] {
  const points = new Map(
    keys.map((key): [string, CostPoint] => [key, { key, costPicoUsd: 0n, estimatedPicoUsd: 0n }]),
  );
  for (const { day, costPicoUsd, estimatedPicoUsd } of sums) {
    const point = points.get(day);
    if (!point) throw new Error(`${day} lies outside of its thread's time.`);
    point.costPicoUsd += costPicoUsd;
    point.estimatedPicoUsd += estimatedPicoUsd;
  }
  return [...points.values()];
}

function daysFrom(from: Temporal.PlainDate, until: Temporal.PlainDate): string[] {
  const { days } = from.until(until, { largestUnit: "days" });
  return Array.from({ length: days + 1 }, (_, n) => from.add({ days: n }).toString());
}

function monthsFrom(from: Temporal.PlainYearMonth, until: Temporal.PlainYearMonth): string[] {
  const { months } = from.until(until, { largestUnit: "months" });
  return Array.from({ length: months + 1 }, (_, n) => from.add({ months: n }).toString());
}
