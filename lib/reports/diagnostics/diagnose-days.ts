import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { dayLock } from "@/lib/ledger";
import { civilDay } from "../calendar";
import { answersOn, CALLS_KEPT, type CallKind, HABIT_COLUMNS, habitsOn, KINDS } from "./answers";
import { DIAGNOSED_DAYS } from "./limits";

type Clock = { timeZone: string; now?: Date };

/**
 * Keeps what diagnostics reads of each sealed day of the last weeks, each in a transaction of its own, and removes what
 * is older. Answers how many days; any number of processes may do it at once.
 */
export async function diagnoseDays(db: Conn, { timeZone, now = new Date() }: Clock): Promise<number> {
  const today = civilDay(now, timeZone);
  const first = today.subtract({ days: DIAGNOSED_DAYS + 1 }).toString();
  const days = await db.execute<{ day: string }>(sql`
    select day::text as day from report_seals
    where diagnosed_at is null and day between ${first}::date and ${today.toString()}::date order by day`);
  let made = 0;
  for (const { day } of days) if (await diagnoseDay(db, day, timeZone)) made += 1;
  await db.execute(sql`
    with calls as (delete from report_calls where day < ${first}::date),
      habits as (delete from report_habits where day < ${first}::date)
    update report_seals set diagnosed_at = null where day < ${first}::date and diagnosed_at is not null`);
  return made;
}

/** False where another process is at it, or was, or a late entry has opened the day again. */
async function diagnoseDay(db: Conn, day: string, timeZone: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(dayLock(day));
    if (!lock?.taken) return false;
    const marked = await tx.execute(sql`
      update report_seals set diagnosed_at = now() where day = ${day}::date and diagnosed_at is null returning day`);
    if (marked.length === 0) return false;
    await pipeline(tx, [
      writeHabits(day, timeZone),
      ...kinds().map((kind) => writeCalls(day, timeZone, kind)),
    ]);
    return true;
  });
}

const kinds = () => Object.keys(KINDS).filter((name): name is CallKind => name in KINDS);
const at = (day: string) => sql`${day}::date`;

function writeHabits(day: string, timeZone: string) {
  return sql`
    insert into report_habits (day, ${HABIT_COLUMNS})
    select ${at(day)}, h.* from (${habitsOn(at(day), timeZone)}) h`;
}

function writeCalls(day: string, timeZone: string, kind: CallKind) {
  const { condition, order } = KINDS[kind];
  return sql`
    insert into report_calls (day, kind, entry_id, sent_before)
    select ${at(day)}, ${kind}, e.id, e.sent_before from (${answersOn(at(day), timeZone)}) e
    where ${condition} order by ${order} limit ${CALLS_KEPT}::int`;
}
