import { Temporal } from "temporal-polyfill";
import type { PicoUsd } from "@/lib/money";
import type { ForecastDay } from "../forecast-types";
import type { Span } from "../span";
import { forecastDays } from "./forecast";

/** So many days before today are looked at. */
export const HISTORY_DAYS = 120;

/** The first day that a forecast looks at. */
export function historyFrom(today: string): string {
  return Temporal.PlainDate.from(today).subtract({ days: HISTORY_DAYS }).toString();
}

/**
 * How the running month goes on: for today and each day after it, what the month has cost by its end. `costs` has the
 * days that cost anything. Null for a closed month, and where there is not enough to go by.
 */
export function forecastMonth(
  { today, firstDay, lastDay }: Pick<Span, "today" | "firstDay" | "lastDay">,
  costs: ReadonlyMap<string, PicoUsd>,
): ForecastDay[] | null {
  if (today === null) return null;
  const costOf = (day: string) => costs.get(day) ?? 0n;
  const history = daysBetween(historyFrom(today), dayBefore(today)).map(costOf);
  const days = daysBetween(today, lastDay);
  const ahead = forecastDays(history, days.length);
  if (!ahead) return null;
  const spent = daysBetween(firstDay, today).map(costOf);
  const beforeToday = spent.slice(0, -1).reduce((sum, cost) => sum + cost, 0n);
  const soFar = beforeToday + costOf(today);
  // A day that is over its expectation already will not give that back.
  const more = atLeast(costOf(today) - (ahead[0]?.expectedPicoUsd ?? 0n), 0n);
  return days.map((day, n) => {
    const { expectedPicoUsd = 0n, lowPicoUsd = 0n, highPicoUsd = 0n } = ahead[n] ?? {};
    const upTo = (amount: PicoUsd) => atLeast(beforeToday + amount + more, soFar);
    return {
      day,
      expectedPicoUsd: upTo(expectedPicoUsd),
      lowPicoUsd: upTo(lowPicoUsd),
      highPicoUsd: upTo(highPicoUsd),
    };
  });
}

function daysBetween(from: string, to: string): string[] {
  const first = Temporal.PlainDate.from(from);
  const { days } = first.until(Temporal.PlainDate.from(to), { largestUnit: "days" });
  return Array.from({ length: days + 1 }, (_, n) => first.add({ days: n }).toString());
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

function atLeast(amount: PicoUsd, least: PicoUsd): PicoUsd {
  return amount > least ? amount : least;
}
