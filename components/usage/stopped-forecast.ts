import { crossingDay } from "@/components/charts/forecast-words";
import type { BudgetScope, BudgetStanding } from "@/lib/budgets/types";
import type { PicoUsd } from "@/lib/money";
import type { ForecastDay } from "@/lib/reports/types";

/** A month as its budgets let it go on. */
export type StoppedForecast = {
  days: readonly ForecastDay[];
  /** The day on which a budget is expected to stop it; null where none is. */
  stopsOn: string | null;
  /** Whether one may stop it all the same. */
  mayStop: boolean;
};

/** What stops every call, not only those of a thread, an assistant, a key or a model. */
const STOPS_ALL: readonly BudgetScope[] = [
  "org",
  "department",
  "department_member",
  "plan",
  "member",
  "self",
];

const DAY_MS = 86_400_000;
const PERIOD_DAYS = { day: 1, week: 7 } as const;

type Standing = Pick<
  BudgetStanding,
  "scope" | "unit" | "onLimit" | "period" | "spent" | "limit" | "effectiveLimit" | "resetsAt"
>;
type Month = { spent: PicoUsd; lastDay: string; timeZone: string };

/**
 * The most that a month can cost: what was spent and what the budgets that stop still let through, by days or weeks
 * as often as these reset before the month does. Null where none stops it.
 */
export function mostOf(standings: readonly Standing[], month: Month): PicoUsd | null {
  const left = standings
    .filter(({ scope, unit, onLimit }) => STOPS_ALL.includes(scope) && unit === "usd" && onLimit === "block")
    .map((standing) => {
      const { effectiveLimit, limit, spent } = standing;
      return (effectiveLimit > spent ? effectiveLimit - spent : 0n) + limit * resetsWithin(standing, month);
    });
  return left.length === 0 ? null : month.spent + left.reduce((least, one) => (one < least ? one : least));
}

/** How often a budget of days or weeks begins anew before the month is over. */
function resetsWithin({ period, resetsAt }: Standing, { lastDay, timeZone }: Month): bigint {
  if (!resetsAt || period === "total" || period === "month") return 0n;
  const first = new Intl.DateTimeFormat("en-CA", { timeZone, dateStyle: "short" }).format(resetsAt);
  const days = (Date.parse(lastDay) - Date.parse(first)) / DAY_MS + 1;
  return BigInt(Math.max(0, Math.ceil(days / PERIOD_DAYS[period])));
}

/** The forecast without what its budgets will not let happen. */
export function stopForecast(forecast: readonly ForecastDay[], most: PicoUsd | null): StoppedForecast {
  if (most === null) return { days: forecast, stopsOn: null, mayStop: false };
  const cut = (amount: PicoUsd) => (amount > most ? most : amount);
  return {
    days: forecast.map(({ day, expectedPicoUsd, lowPicoUsd, highPicoUsd }) => ({
      day,
      expectedPicoUsd: cut(expectedPicoUsd),
      lowPicoUsd: cut(lowPicoUsd),
      highPicoUsd: cut(highPicoUsd),
    })),
    stopsOn: crossingDay(forecast, most),
    mayStop: forecast.some(({ highPicoUsd }) => highPicoUsd > most),
  };
}
