import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { DIAGNOSED_DAYS } from "./limits";

/** Whole civil days before today, with the instants that they begin and end at. */
export type Days = { from: string; to: string; timeZone: string; startsAt: Date; endsAt: Date };

/** The last 30 days before the day of `now`. */
export function diagnosedDays(now: Date, timeZone: string): Days {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const from = today.subtract({ days: DIAGNOSED_DAYS });
  const begin = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  const to = today.subtract({ days: 1 });
  return { from: from.toString(), to: to.toString(), timeZone, startsAt: begin(from), endsAt: begin(today) };
}

/** One of the days alone. */
export function dayAlone(day: string, timeZone: string): Days {
  const begin = (date: Temporal.PlainDate) => new Date(date.toZonedDateTime(timeZone).epochMilliseconds);
  const date = Temporal.PlainDate.from(day);
  return { from: day, to: day, timeZone, startsAt: begin(date), endsAt: begin(date.add({ days: 1 })) };
}

/** The answers of the days, by the index of their instants. */
export function answersOf({ startsAt, endsAt }: Days): SQL {
  return sql`e.kind = 'usage' and e.purpose = 'answer' and e.occurred_at >= ${startsAt.toISOString()}::timestamptz
    and e.occurred_at < ${endsAt.toISOString()}::timestamptz`;
}
