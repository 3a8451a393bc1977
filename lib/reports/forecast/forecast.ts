import { type PicoUsd, toChartUsd } from "@/lib/money";
import { LEVEL_DEVIATIONS, type Outlook, seasonalOutlook, WEEK, weekdayOutlook } from "./models";

/** Of the days to come together: what is expected, and between what it lies in four of five cases. */
export type Expected = { expectedPicoUsd: PicoUsd; lowPicoUsd: PicoUsd; highPicoUsd: PicoUsd };

/** The part of the library's model; averages by weekday alone miss what grows, the model alone follows chance. */
const SEASONAL = 0.25;
/** How far a day's surprise reaches into the days after it: high days come in rows. */
const PERSISTENCE = { seasonal: 0.6, weekday: 0.3 };
/** Where `npm run bench:forecast` found four of five months within the range. */
const WIDENED = 1.2;
/** Two models that disagree know less than each of them says. */
const DISAGREEMENT = 0.7;

/**
 * What each of the next `days` days adds up to with those before it, from the costs of the days so far: whole days,
 * oldest first, the last one yesterday. Null for less than a week of them, which says too little. Amounts are
 * statistics here and not money: nothing is ever booked or refused by them.
 */
export function forecastDays(history: readonly PicoUsd[], days: number): Expected[] | null {
  const begun = history.findIndex((cost) => cost > 0n);
  if (begun < 0 || history.length - begun < WEEK) return null;
  const usd = history.slice(begun).map(toChartUsd);
  const weekday = summed(weekdayOutlook(usd, days), PERSISTENCE.weekday);
  if (usd.length < 2 * WEEK) return weekday.map(({ sum, deviation }) => within(sum, WIDENED * deviation));
  const seasonal = summed(seasonalOutlook(usd, days), PERSISTENCE.seasonal);
  return weekday.map((one, n) => {
    const other = seasonal[n] ?? one;
    const ownDeviation = (WIDENED * (one.deviation + other.deviation)) / 2;
    const apart = (DISAGREEMENT * (one.sum - other.sum)) / LEVEL_DEVIATIONS;
    return within((1 - SEASONAL) * one.sum + SEASONAL * other.sum, Math.hypot(ownDeviation, apart));
  });
}

/** The sums of the first, the first two, … days, and their standard deviations where neighbours are alike. */
function summed(
  { points, deviation, levelDeviation }: Outlook,
  persistence: number,
): { sum: number; deviation: number }[] {
  let sum = 0;
  let variance = 0;
  let carried = 0;
  return points.map((point, n) => {
    const own = deviation[n] ?? 0;
    sum += point;
    variance += own * own + 2 * own * carried;
    carried = persistence * (carried + own);
    return { sum, deviation: Math.hypot(Math.sqrt(variance), levelDeviation * (n + 1)) };
  });
}

function within(sum: number, deviation: number): Expected {
  const reach = LEVEL_DEVIATIONS * deviation;
  return {
    expectedPicoUsd: fromUsd(sum),
    lowPicoUsd: fromUsd(Math.max(0, sum - reach)),
    highPicoUsd: fromUsd(sum + reach),
  };
}

const PICO = 1e12;

function fromUsd(usd: number): PicoUsd {
  return BigInt(Math.round(usd * PICO));
}
