import { Temporal } from "temporal-polyfill";
import { DIAGNOSED_DAYS } from "./limits";

/** Whole civil days before today, both ends included. */
export type Days = { from: string; to: string; timeZone: string };

/** The day of an instant in a zone. */
export function todayOf(now: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The last 30 days before the day of `now`. */
export function diagnosedDays(now: Date, timeZone: string): Days {
  const today = todayOf(now, timeZone);
  const from = today.subtract({ days: DIAGNOSED_DAYS }).toString();
  return { from, to: today.subtract({ days: 1 }).toString(), timeZone };
}
