import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { DIAGNOSED_DAYS } from "./limits";

/** Whole civil days before today, with the instants that they begin and end at. */
export type Days = { from: string; to: string; timeZone: string; startsAt: Date; endsAt: Date };

/** The day of an instant in a zone. */
export function todayOf(now: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The last 30 days before the day of `now`. */
export function diagnosedDays(now: Date, timeZone: string): Days {
  const today = todayOf(now, timeZone);
  return daysOf(today.subtract({ days: DIAGNOSED_DAYS }), today, timeZone);
}

/** One of the days alone. */
export function dayAlone(day: string, timeZone: string): Days {
  const date = Temporal.PlainDate.from(day);
  return daysOf(date, date.add({ days: 1 }), timeZone);
}

/** From a day up to another, which is not among them. */
function daysOf(first: Temporal.PlainDate, until: Temporal.PlainDate, timeZone: string): Days {
  const begin = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  return {
    from: first.toString(),
    to: until.subtract({ days: 1 }).toString(),
    timeZone,
    startsAt: begin(first),
    endsAt: begin(until),
  };
}

/** The answers of the days, by the index of their instants. */
export function answersOf({ startsAt, endsAt }: Days): SQL {
  return sql`e.kind = 'usage' and e.purpose = 'answer' and e.occurred_at >= ${startsAt.toISOString()}::timestamptz
    and e.occurred_at < ${endsAt.toISOString()}::timestamptz`;
}
