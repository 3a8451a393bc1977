import { Temporal } from "temporal-polyfill";
import type { BudgetPeriod } from "./types";

/** An instant and the zone in which its day and month are meant. */
export type Moment = { at: Date; timeZone: string };

/** When every `total` began. */
const EPOCH = new Date(0);

/** The civil day of an instant in a zone: "2026-11-22". */
export function dayOf(at: Date, timeZone: string): string {
  return civilDay(at, timeZone).day;
}

/** The first day of the instant's month in a zone: "2026-11-01". */
export function monthOf(at: Date, timeZone: string): string {
  return civilDay(at, timeZone).month;
}

/** When the period that holds `at` began. A day may have 23 or 25 hours, and a zone may skip one (Apia, 2011). */
export function periodStart(period: BudgetPeriod, at: Date, timeZone: string): Date {
  if (period === "total") return EPOCH;
  return toDate(firstDay(period, zoned(at, timeZone).toPlainDate()).toZonedDateTime(timeZone));
}

/** The first instant after the period that holds `at`, null for `total`: each instant lies in exactly one period. */
export function periodEnd(period: BudgetPeriod, at: Date, timeZone: string): Date | null {
  return period === "total" ? null : nextStart(period, at, timeZone);
}

function nextStart(period: Exclude<BudgetPeriod, "total">, at: Date, timeZone: string): Date {
  const start = firstDay(period, zoned(at, timeZone).toPlainDate());
  let next = start.add({ day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[period]);
  // A civil day that the zone skipped has no start of its own: the period goes on until the next that has.
  while (toDate(next.toZonedDateTime(timeZone)) <= at) next = next.add({ days: 1 });
  return toDate(next.toZonedDateTime(timeZone));
}

/** The starts of all four periods that hold an instant. */
export function periodStarts({ at, timeZone }: Moment): Record<BudgetPeriod, Date> {
  return civilDay(at, timeZone).starts;
}

/** What is the same for all instants of a day, from its first to before the next day's. */
type CivilDay = { from: Date; until: Date; day: string; month: string; starts: Record<BudgetPeriod, Date> };

/** The day that was last asked for, by zone: nearly every question is about today. */
const lastDays = new Map<string, CivilDay>();

function civilDay(at: Date, timeZone: string): CivilDay {
  const last = lastDays.get(timeZone);
  if (last && last.from <= at && at < last.until) return last;
  const date = zoned(at, timeZone).toPlainDate();
  const start = (period: BudgetPeriod) => periodStart(period, at, timeZone);
  const starts = { day: start("day"), week: start("week"), month: start("month"), total: EPOCH };
  const until = nextStart("day", at, timeZone);
  const day = date.toString();
  const found = { from: starts.day, until, day, month: date.with({ day: 1 }).toString(), starts };
  lastDays.set(timeZone, found);
  return found;
}

/** Weeks begin on Monday (ISO 8601). */
function firstDay(period: Exclude<BudgetPeriod, "total">, day: Temporal.PlainDate): Temporal.PlainDate {
  if (period === "month") return day.with({ day: 1 });
  return period === "week" ? day.subtract({ days: day.dayOfWeek - 1 }) : day;
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

function toDate(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}
