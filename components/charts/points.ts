import type { PicoUsd } from "@/lib/money";
import type { CostSum, ForecastDay } from "@/lib/reports/types";

export type SpendView = "cumulative" | "daily";

/**
 * `sum` is null for a day that has not begun; `ahead` is what the month is expected to cost by a day to come; `before`
 * is the same day of the month before, null where that had none.
 */
export type SpendPoint = {
  day: string;
  sum: CostSum | null;
  ahead: ForecastDay | null;
  before: CostSum | null;
};

type SpendPoints = {
  view: SpendView;
  forecast?: readonly ForecastDay[] | null;
  /** The days of the month before, from its first on. */
  previous?: readonly CostSum[];
};

const NOTHING: CostSum = { costPicoUsd: 0n, estimatedPicoUsd: 0n };
const NO_CALLS: StackSum = { ...NOTHING, calls: 0, unpriced: 0 };

/** Every day of the month with its cost, or with the cost of the month up to it. */
export function spendPoints(
  days: (CostSum & { day: string })[],
  lastDay: string,
  { view, forecast = null, previous = [] }: SpendPoints,
): SpendPoint[] {
  const expected = new Map(view === "cumulative" ? (forecast ?? []).map((each) => [each.day, each]) : []);
  const costs = new Map(days.map((day) => [day.day, day]));
  let upTo = NOTHING;
  let beforeUpTo = NOTHING;
  return monthDays(lastDay).map((day, index) => {
    const cost = costs.get(day);
    const past = previous[index];
    beforeUpTo = plus(beforeUpTo, past ?? NOTHING);
    const before = past ? (view === "cumulative" ? beforeUpTo : plus(NOTHING, past)) : null;
    const point = { day, ahead: expected.get(day) ?? null, before };
    if (!cost) return { ...point, sum: null };
    upTo = plus(upTo, cost);
    return { ...point, sum: view === "cumulative" ? upTo : plus(NOTHING, cost) };
  });
}

/** An amount with its calls, and how many of them have no price, so that what they cost is not in it. */
export type StackSum = CostSum & { calls: number; unpriced: number };

/** One bar: `sums` in the order of the keys; `before` is what the same place of the days before cost. */
export type StackRow = { day: string; total: StackSum; sums: StackSum[]; before: PicoUsd };

type Stack = {
  keys: readonly { key: string }[];
  pieces: readonly (CostSum & { bucket: string; key: string; calls: number; unpriced?: number })[];
  /** The first day of each bar, oldest first. */
  buckets: readonly string[];
  beforeBuckets: readonly { bucket: string; costPicoUsd: PicoUsd }[];
};

/** Every bar with what each key cost in it, also where that is nothing. */
export function stackRows({ keys, pieces, buckets, beforeBuckets }: Stack): StackRow[] {
  const places = new Map(keys.map(({ key }, index) => [key, index]));
  const before = new Map(beforeBuckets.map(({ bucket, costPicoUsd }) => [bucket, costPicoUsd]));
  const rows = new Map(
    buckets.map((day): [string, StackRow] => [
      day,
      { day, total: NO_CALLS, sums: keys.map(() => NO_CALLS), before: before.get(day) ?? 0n },
    ]),
  );
  for (const piece of pieces) {
    const row = rows.get(piece.bucket);
    const place = places.get(piece.key);
    if (!row || place === undefined) throw new Error(`A piece of ${piece.bucket} lies outside its chart.`);
    row.sums[place] = plusCalls(row.sums[place] ?? NO_CALLS, piece);
    row.total = plusCalls(row.total, piece);
  }
  return [...rows.values()];
}

function plusCalls(sum: StackSum, { calls, unpriced = 0, ...cost }: Stack["pieces"][number]): StackSum {
  return { ...plus(sum, cost), calls: sum.calls + calls, unpriced: sum.unpriced + unpriced };
}

/** Two amounts and what is estimated in them, together. */
export function plus(a: CostSum, b: CostSum): CostSum {
  return {
    costPicoUsd: a.costPicoUsd + b.costPicoUsd,
    estimatedPicoUsd: a.estimatedPicoUsd + b.estimatedPicoUsd,
  };
}

function monthDays(lastDay: string): string[] {
  const month = lastDay.slice(0, 8);
  return Array.from(
    { length: Number(lastDay.slice(8)) },
    (_, index) => month + String(index + 1).padStart(2, "0"),
  );
}
