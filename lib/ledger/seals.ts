import { type SQL, sql } from "drizzle-orm";
import { REPORT_GROUPS } from "@/db/schema";
import type { NewEntry } from "./types";

const DAY_LOCK = 0x7365616c;
const MONTH_LOCK = DAY_LOCK + 1;

/**
 * A day is sealed three hours after it ended, by the database's clock, and an entry unseals its day where it occurred
 * more than an hour ago, by its process's: so clocks may be two hours apart, and what is settled in time pays nothing.
 */
export const SEALED_AFTER_HOURS = 3;
const LATE_AFTER_MS = 60 * 60 * 1000;

type How = "wait" | "try";

/** The lock of a day: whoever seals it or books into it late has it alone until the transaction ends. */
export function dayLock(day: string): SQL {
  return locks(sql`select ${DAY_LOCK}::int, ${day}::date`, "try");
}

/** The lock of a month, for whoever seals it or books into it late. */
export function monthLock(month: string): SQL {
  return locks(sql`select ${MONTH_LOCK}::int, ${month}::date`, "try");
}

/** Always all days before all months, each from the oldest on: so nobody waits for one who waits for them. */
function locks(wanted: SQL, how: How): SQL {
  const take = sql.raw(how === "wait" ? "pg_advisory_xact_lock" : "pg_try_advisory_xact_lock");
  return sql`
    select ${take}(kind, day - date '2000-01-01') as taken
    from (select kind, day from (${wanted}) as wanted(kind, day) order by kind, day) sorted`;
}

/**
 * The statements that open the days and months of late entries again, to be sent before the entries; none where no
 * entry is late. The locks are a statement of their own, since what is deleted must be seen as it is once they are
 * had; the cells go with the marks.
 */
export function unsealStatements(entries: readonly NewEntry[], now = Date.now()): SQL[] {
  const late = entries.filter(({ occurredAt }) => occurredAt.getTime() < now - LATE_AFTER_MS);
  if (late.length === 0) return [];
  const days = [...new Set(late.map(({ day }) => day))];
  const months = [...new Set(days.map((day) => `${day.slice(0, 7)}-01`))];
  const [ofDays, ofMonths] = [among(days), among(months)];
  const allGroups = sql`grouped_by = any(${sql.param([...REPORT_GROUPS])}::text[])`;
  return [
    locks(
      sql`select ${DAY_LOCK}::int, unnest(${ofDays}) union all select ${MONTH_LOCK}::int, unnest(${ofMonths})`,
      "wait",
    ),
    sql`
      with months as (delete from report_months where ${allGroups} and month = any(${ofMonths}))
      delete from report_days where ${allGroups} and day = any(${ofDays})`,
    sql`
      with months as (delete from report_month_seals where month = any(${ofMonths}))
      delete from report_seals where day = any(${ofDays})`,
  ];
}

function among(days: readonly string[]): SQL {
  return sql`${sql.param([...days])}::text[]::date[]`;
}
