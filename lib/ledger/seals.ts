import { type SQL, sql } from "drizzle-orm";
import { REPORT_GROUPS } from "@/db/schema";
import type { NewEntry } from "./types";

const SEALS_LOCK = 0x7365616c;

/**
 * A day is sealed three hours after it ended, by the database's clock, and an entry unseals its day where it occurred
 * more than an hour ago, by its process's: so clocks may be two hours apart, and what is settled in time pays nothing.
 */
export const SEALED_AFTER_HOURS = 3;
const LATE_AFTER_MS = 60 * 60 * 1000;

/** The lock of a day: whoever seals it or books into it late has it alone until the transaction ends. */
export function daysLock(days: readonly string[], how: "wait" | "try"): SQL {
  const take = sql.raw(how === "wait" ? "pg_advisory_xact_lock" : "pg_try_advisory_xact_lock");
  return sql`
    select ${take}(${SEALS_LOCK}, day - date '2000-01-01') as taken
    from (select day from unnest(${sql.param([...days])}::text[]::date[]) as given(day) order by day) days`;
}

/**
 * The statements that open the days of late entries again, to be sent before the entries; none where no entry is late.
 * The lock is one of its own, since what is deleted must be seen as it is once it is had; the cells go with the mark.
 */
export function unsealStatements(entries: readonly NewEntry[], now = Date.now()): SQL[] {
  const late = entries.filter(({ occurredAt }) => occurredAt.getTime() < now - LATE_AFTER_MS);
  if (late.length === 0) return [];
  const days = [...new Set(late.map(({ day }) => day))];
  const ofDays = sql`day = any(${sql.param(days)}::text[]::date[])`;
  return [
    daysLock(days, "wait"),
    sql`delete from report_days where grouped_by = any(${sql.param([...REPORT_GROUPS])}::text[]) and ${ofDays}`,
    sql`delete from report_seals where ${ofDays}`,
  ];
}
