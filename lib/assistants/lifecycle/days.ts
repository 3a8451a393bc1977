import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { readClock } from "@/db/clock";
import type { Moment } from "@/lib/budgets";
import { getEnv } from "@/lib/env";

/** Now, by the database's clock, in the organisation's zone. */
export async function momentOf(db: Conn): Promise<Moment> {
  return { at: await readClock(db), timeZone: getEnv().ORG_TIME_ZONE };
}

/** The first instant of the day that is so many days after the moment's own, or before it. */
export function dayStart({ at, timeZone }: Moment, days: number): Date {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  const start = today.toPlainDate().add({ days }).toZonedDateTime(timeZone);
  return new Date(start.epochMilliseconds);
}

/** What was last active before this instant had so many whole days since, without anything happening in it. */
export function idleSince(moment: Moment, days: number): Date {
  return dayStart(moment, -days);
}
