import { mean, medianAbsoluteDeviation, quantile, standardDeviation } from "simple-statistics";
import { type PicoUsd, toChartUsd } from "@/lib/money";

/**
 * `robust` compares a day with the same weekdays before it; `two_deviations` with the average of a window that it is
 * itself part of, which is why it can say nothing on fewer than six days: the farthest of n points lies at most
 * (n - 1) / √n deviations from their mean.
 */
export type AnomalyRule = "robust" | "two_deviations";

/** A day that cost more than its like. */
export type Anomaly = Day & {
  expectedPicoUsd: PicoUsd;
  /** Whether no day that it is expected from has an estimated amount. */
  isExpectedExact: boolean;
  impactPicoUsd: PicoUsd;
};

type Day = { day: string; costPicoUsd: PicoUsd; estimatedPicoUsd: PicoUsd };

type Options = {
  rule: AnomalyRule;
  /** What is less above the expected is nobody's concern. */
  minImpactPicoUsd: PicoUsd;
};

const WEEK = 7;
const DAYS_READ_MAX = 56;
/** Fewer weekdays of the same kind have no middle to speak of. */
const LIKE_MIN = 3;
/** The usual bound for scores from the median absolute deviation (Iglewicz and Hoaglin, 1993). */
const SCORE = 3.5;
/** Turns a median absolute deviation into a standard deviation, were the days normally distributed. */
const TO_DEVIATION = 1.4826;
/** Days hardly differ where all cost about the same; a tenth more is no anomaly even then. */
const SPREAD_MIN = 0.1;

/**
 * The days that cost far more than expected, oldest first. `days` are whole days without gaps, oldest first, today
 * left out; a day is judged by those before it, of which it needs a week.
 */
export function findAnomalies(days: readonly Day[], { rule, minImpactPicoUsd }: Options): Anomaly[] {
  const costs = days.map(({ costPicoUsd }) => toChartUsd(costPicoUsd));
  const begun = costs.findIndex((cost) => cost > 0);
  return days.flatMap((day, n) => {
    if (begun < 0 || n - begun < WEEK) return [];
    const first = Math.max(begun, n - DAYS_READ_MAX);
    const before = costs.slice(first, n);
    const cost = costs[n] ?? 0;
    const { expected, bound } =
      rule === "robust" ? robustBound(before, cost) : deviationsBound([...before, cost]);
    if (cost <= bound) return [];
    const expectedPicoUsd = BigInt(Math.round(expected * 1e12));
    const impactPicoUsd = day.costPicoUsd - expectedPicoUsd;
    if (impactPicoUsd < minImpactPicoUsd) return [];
    const likes = rule === "robust" ? likeThe(days.slice(first, n)) : days.slice(first, n + 1);
    const isExpectedExact = likes.every(({ estimatedPicoUsd }) => estimatedPicoUsd === 0n);
    return [{ ...day, expectedPicoUsd, isExpectedExact, impactPicoUsd }];
  });
}

/** Of the days before one, those of its weekday; all where these are too few. */
function likeThe(before: readonly Day[]): readonly Day[] {
  const like = before.filter((_, n) => (before.length - n) % WEEK === 0);
  return like.length >= LIKE_MIN ? like : before;
}

type Bound = { expected: number; bound: number };

/** By what remains of each day once the middle of its weekday is taken away; few days cost enough to ask for that. */
function robustBound(before: readonly number[], cost: number): Bound {
  const middleFor = (n: number) => {
    const like: number[] = [];
    for (let m = n % WEEK; m < before.length; m += WEEK) if (m !== n) like.push(before[m] ?? 0);
    return quantile(like.length >= LIKE_MIN ? like : [...before], 0.5);
  };
  const expected = middleFor(before.length);
  const least = expected * (1 + SCORE * SPREAD_MIN);
  if (cost <= least) return { expected, bound: least };
  const residuals = before.map((cost, n) => cost - middleFor(n));
  const spread = Math.max(medianAbsoluteDeviation(residuals) * TO_DEVIATION, expected * SPREAD_MIN);
  return { expected, bound: expected + SCORE * spread };
}

function deviationsBound(all: readonly number[]): Bound {
  const expected = mean([...all]);
  return { expected, bound: expected + 2 * standardDeviation([...all]) };
}
