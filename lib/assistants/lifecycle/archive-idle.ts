import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Moment } from "@/lib/budgets";
import { getThreadRules } from "@/lib/org";
import { isAtRest, isLeftAlone, PAGE } from "./conditions";
import { idleSince, momentOf } from "./days";

/**
 * Archives the threads in which nothing happened for as many days as the organisation's rule says; pinned, kept and
 * answering ones stay. Any instance may call it at any time. Answers how many it archived.
 */
export async function archiveIdleThreads(db: Conn, moment?: Moment): Promise<number> {
  const { archiveAfterDays } = await getThreadRules(db);
  if (archiveAfterDays === null) return 0;
  const since = idleSince(moment ?? (await momentOf(db)), archiveAfterDays);
  let archived = 0;
  let page: number;
  do {
    page = await archivePage(db, since);
    archived += page;
  } while (page === PAGE);
  return archived;
}

async function archivePage(db: Conn, since: Date): Promise<number> {
  const rows = await db.execute(sql`
    update threads set archived_at = now() where id in (
      select t.id from threads t
      where ${isLeftAlone} and t.archived_at is null and t.last_activity_at < ${since.toISOString()}::timestamptz and ${isAtRest}
      order by t.last_activity_at limit ${PAGE} for no key update of t skip locked)
    returning id`);
  return rows.length;
}
