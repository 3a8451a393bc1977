import type { PicoUsd } from "@/lib/money";
import { forecastDays } from "@/lib/reports";

/** How an organisation's days come about: its weekends, its growth a day, how much chance, and what happens to it. */
export type Kind = {
  weekend: number;
  growth: number;
  noise: number;
  /** A day on which everything becomes so many times as much. */
  jump?: { day: number; factor: number };
  /** Days on which nobody works, of every hundred. */
  holidays?: number;
};

/** Those with which the range was widened until it held. */
export const SEEDED: Record<string, Kind> = {
  "an office": { weekend: 0.2, growth: 0.002, noise: 0.25 },
  "every day alike": { weekend: 1, growth: 0, noise: 0.25 },
  "a third more each month": { weekend: 0.2, growth: 0.01, noise: 0.25 },
  "much chance": { weekend: 0.2, growth: 0.002, noise: 0.6 },
  "less each month": { weekend: 0.2, growth: -0.006, noise: 0.25 },
};

/** Those that had no part in it. */
export const HELD_OUT: Record<string, Kind> = {
  "no weekends at all": { weekend: 0, growth: 0.003, noise: 0.4 },
  "twice as much since last week": { weekend: 0.3, growth: 0, noise: 0.3, jump: { day: -9, factor: 2 } },
  "holidays now and then": { weekend: 0.25, growth: 0.001, noise: 0.35, holidays: 6 },
};

const PERSISTENCE = 0.4;
const LEVEL_USD = 20;

/** Costs of days in pico-USD, the same for the same seed. The last `ahead` of them are what a forecast does not see. */
export function makeSeries(
  kind: Kind,
  { seed, days }: { seed: number; days: number },
  ahead: number,
): PicoUsd[] {
  const random = generator(seed);
  let surprise = 0;
  return Array.from({ length: days + ahead }, (_, day) => {
    surprise = PERSISTENCE * surprise + Math.sqrt(1 - PERSISTENCE ** 2) * kind.noise * normal(random);
    const weekday = day % 7 >= 5 ? kind.weekend : 1 + 0.1 * Math.sin(day % 7);
    const jumped = kind.jump && day >= days + kind.jump.day ? kind.jump.factor : 1;
    const isOff = random() * 100 < (kind.holidays ?? 0);
    const usd = isOff
      ? 0
      : LEVEL_USD * jumped * weekday * Math.exp(kind.growth * day + surprise - kind.noise ** 2 / 2);
    return BigInt(Math.round(usd * 1e12));
  });
}

/** Errors are parts of the month's true total, averaged; `held` is the part of months that lay within the range. */
export type Backtest = { months: number; error: number; runRateError: number; held: number };

const MONTH = 30;
const HISTORIES = [16, 45, 120];
const DAYS_OF_MONTH = [5, 10, 20];

/** Forecasts the ends of many months from their 5th, 10th and 20th day, beside what the days so far make on average. */
export function backtest(kind: Kind, seeds: number): Backtest {
  const sums = { months: 0, error: 0, runRateError: 0, held: 0 };
  for (let seed = 1; seed <= seeds; seed++) {
    for (const days of HISTORIES) {
      const series = makeSeries(kind, { seed: seed * 7919 + days, days }, MONTH).map(toUsd);
      for (const day of DAYS_OF_MONTH) if (day <= days) add(series, { days, day });
    }
  }
  const { months } = sums;
  return {
    months,
    error: sums.error / months,
    runRateError: sums.runRateError / months,
    held: sums.held / months,
  };

  function add(series: number[], { days, day }: { days: number; day: number }) {
    const left = MONTH - day;
    const truth = total(series.slice(days, days + left));
    const spent = total(series.slice(days - day, days));
    const history = series.slice(0, days).map((usd) => BigInt(Math.round(usd * 1e12)));
    const end = forecastDays(history, left)?.at(-1);
    if (!end) return;
    const month = truth + spent;
    sums.months += 1;
    sums.error += Math.abs(toUsd(end.expectedPicoUsd) - truth) / month;
    sums.runRateError += Math.abs((spent / day) * left - truth) / month;
    if (toUsd(end.lowPicoUsd) <= truth && truth <= toUsd(end.highPicoUsd)) sums.held += 1;
  }
}

const toUsd = (cost: PicoUsd) => Number(cost) / 1e12;
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random() || Number.EPSILON)) * Math.cos(2 * Math.PI * random());
}

/** Numbers from 0 to 1 by a linear congruence with the constants of Numerical Recipes. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
