import { Temporal } from "temporal-polyfill";
import type { BudgetPeriod } from "./types";

/** An instant and the zone in which its day and month are meant. */
export type Moment = { at: Date; timeZone: string };

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
  return toDate(startOf(period, at, timeZone));
}

/** The first instant after the period that holds `at`: each instant lies in exactly one period. */
export function periodEnd(period: BudgetPeriod, at: Date, timeZone: string): Date {
  const start = startOf(period, at, timeZone).toPlainDate();
  let next = start.add(period === "day" ? { days: 1 } : { months: 1 });
  // A civil day that the zone skipped has no start of its own: the period goes on until the next that has.
  while (toDate(next.toZonedDateTime(timeZone)) <= at) next = next.add({ days: 1 });
  return toDate(next.toZonedDateTime(timeZone));
}

function startOf(period: BudgetPeriod, at: Date, timeZone: string): Temporal.ZonedDateTime {
  const day = zoned(at, timeZone).toPlainDate();
  return (period === "day" ? day : day.with({ day: 1 })).toZonedDateTime(timeZone);
}

function zoned(at: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
}

function toDate(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}
