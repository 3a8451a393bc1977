import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Moment } from "@/lib/budgets";
import { isAnnounced, isAtRest, isKept, isLeftAlone, PAGE } from "./conditions";
import { dayStart } from "./days";

/** Between the announcement and the day of deletion lie at least so many whole days. */
export const ANNOUNCED_DAYS = 14;
/** So long a thread that was deleted for its age can be restored. */
export const RESTORABLE_DAYS = 30;

/** The next day on which threads could be deleted, and what will be old enough by then. */
export type DeletionDay = { on: Date; activeBefore: Date };

/** `deleteAfterDays` counts up to the day of deletion, or to today where it is shorter than the announcement. */
export function deletionDay(moment: Moment, deleteAfterDays: number): DeletionDay {
  const ahead = ANNOUNCED_DAYS + 1;
  return {
    on: dayStart(moment, ahead),
    activeBefore: dayStart(moment, Math.min(ahead - deleteAfterDays, 0)),
  };
}

/** Of `threads t`: old enough, and not announced yet. */
export function isDueToBeAnnounced({ activeBefore }: DeletionDay): SQL {
  return sql`${isLeftAlone} and t.last_activity_at < ${iso(activeBefore)} and t.deletes_at is null`;
}

/** A member is told of one day at a time: what becomes old meanwhile waits for the next. */
export function hasOtherDay(userId: SQL, { on }: DeletionDay): SQL {
  return sql`(select true from threads t where t.user_id = ${userId} and ${isAnnounced} and t.deletes_at <> ${iso(on)} limit 1) is not null`;
}

/** Announces the deletion of a member's old threads, one page of them. Answers how many. */
export async function announcePage(tx: Conn, userId: string, day: DeletionDay): Promise<number> {
  const rows = await tx.execute(sql`
    update threads set deletes_at = ${iso(day.on)} where id in (
      select t.id from threads t
      where t.user_id = ${userId}::uuid and ${isDueToBeAnnounced(day)} and ${isAtRest}
        and not ${hasOtherDay(sql`${userId}::uuid`, day)}
      order by t.last_activity_at limit ${PAGE} for no key update of t skip locked)
    returning id`);
  return rows.length;
}

/** Deletes what was announced and whose day has come, one page of a member's. Answers how many. */
export async function deleteDuePage(tx: Conn, userId: string, { at }: Moment): Promise<number> {
  const rows = await tx.execute(sql`
    update threads set deleted_at = ${iso(at)} where id in (
      select t.id from threads t
      where t.user_id = ${userId}::uuid and ${isKept} and t.deletes_at <= ${iso(at)}
        and t.pinned_at is null and t.kept_at is null and ${isAtRest}
      order by t.deletes_at, t.id limit ${PAGE} for no key update of t skip locked)
    returning id`);
  return rows.length;
}

/** Takes announcements back, in the order of ids, as every start locks threads. Answers how many. */
export async function withdraw(tx: Conn, whose: SQL): Promise<number> {
  const rows = await tx.execute(sql`
    with due as (select t.id from threads t where ${isAnnounced} and ${whose} order by t.id for no key update of t)
    update threads set deletes_at = null from due where threads.id = due.id returning threads.id`);
  return rows.length;
}

export function iso(instant: Date): SQL {
  return sql`${instant.toISOString()}::timestamptz`;
}
