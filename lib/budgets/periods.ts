import { Temporal } from "temporal-polyfill";
import type { BudgetPeriod } from "./types";

/** An instant and the zone in which its day and month are meant. */
export type Moment = { at: Date; timeZone: string };

const PERIODS: readonly BudgetPeriod[] = ["day", "week", "month", "total"];
/** When every `total` began. */
const EPOCH = new Date(0);

/** The civil day of an instant in a zone: "2026-11-22". */
export function dayOf(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString();
}

/** The first day of the instant's month in a zone: "2026-11-01". */
export function monthOf(at: Date, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().with({ day: 1 }).toString();
}

/** When the period that holds `at` began. A day may have 23 or 25 hours, and a zone may skip one (Apia, 2011). */
export function periodStart(period: BudgetPeriod, at: Date, timeZone: string): Date {
  if (period === "total") return EPOCH;
  return toDate(firstDay(period, zoned(at, timeZone).toPlainDate()).toZonedDateTime(timeZone));
}

/** The first instant after the period that holds `at`, null for `total`: each instant lies in exactly one period. */
export function periodEnd(period: BudgetPeriod, at: Date, timeZone: string): Date | null {
  if (period === "total") return null;
  const start = firstDay(period, zoned(at, timeZone).toPlainDate());
  let next = start.add({ day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 } }[period]);
  // A civil day that the zone skipped has no start of its own: the period goes on until the next that has.
  while (toDate(next.toZonedDateTime(timeZone)) <= at) next = next.add({ days: 1 });
  return toDate(next.toZonedDateTime(timeZone));
}

/** The starts of all four periods that hold an instant. */
export function periodStarts({ at, timeZone }: Moment): Record<BudgetPeriod, Date> {
  const [day, week, month, total] = PERIODS.map((period) => periodStart(period, at, timeZone));
  if (!day || !week || !month || !total) throw new Error("There are four periods.");
  return { day, week, month, total };
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
