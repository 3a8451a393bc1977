import { Temporal } from "temporal-polyfill";
import { AppError } from "@/lib/errors";
import { readDay } from "@/lib/reports";

/** Days in UTC, both included, at most 31: providers count their days so. */
export type UtcRange = { from: string; to: string };

const DAYS_MAX = 31;

/** The range's instants, the end excluded. Throws `invalid` for a range that is none. */
export function utcRangeOf({ from, to }: UtcRange): { start: Date; end: Date } {
  const [first, last] = [readDay(from), readDay(to)];
  if (Temporal.PlainDate.compare(first, last) > 0) {
    throw new AppError("invalid", "Choose a first day that is not after the last one.");
  }
  if (first.until(last).days >= DAYS_MAX) throw new AppError("invalid", `Choose at most ${DAYS_MAX} days.`);
  return { start: startOf(first), end: startOf(last.add({ days: 1 })) };
}

/** The last 30 days in UTC that are over; a provider says nothing final of today. */
export function lastUtcDays(now = new Date()): UtcRange {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO("UTC").toPlainDate();
  return { from: today.subtract({ days: 30 }).toString(), to: today.subtract({ days: 1 }).toString() };
}

function startOf(day: Temporal.PlainDate): Date {
  return new Date(day.toZonedDateTime("UTC").epochMilliseconds);
}
