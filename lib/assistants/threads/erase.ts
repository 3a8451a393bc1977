import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { getThreadRules } from "@/lib/org";
import { eraseUnlinked, lockAttachmentsOf } from "../attachments/erase";
import { RESTORABLE_DAYS } from "../lifecycle/announce";

/** So long a thread that was deleted by hand can be restored. */
export const UNDO_HOURS = 24;
const ERASED_AT_ONCE_MAX = 100;

/** Erases what is due, page by page, whoever else does so at the same time. Answers how many threads. */
export async function eraseThreads(db: Conn): Promise<number> {
  return (await toTheEnd(() => eraseDeletedThreads(db))) + (await toTheEnd(() => eraseTemporaryThreads(db)));
}

async function toTheEnd(erasePage: () => Promise<number>): Promise<number> {
  let erased = 0;
  let page: number;
  do {
    page = await erasePage();
    erased += page;
  } while (page >= ERASED_AT_ONCE_MAX);
  return erased;
}

/**
 * Erases the content of threads deleted a day ago and more, or a month where they were deleted for their age, with
 * the threads that were merged into them. Runs, attempts and entries stay: no sum moves.
 */
export async function eraseDeletedThreads(db: Conn): Promise<number> {
  return db.transaction(async (tx) => {
    const gone = await tx.execute<{ id: string }>(sql`
      with recursive due as materialized (
        select id from threads t
        where t.deleted_at < now() - case when t.deletes_at is null
            then make_interval(hours => ${UNDO_HOURS}) else make_interval(days => ${RESTORABLE_DAYS}) end
          and t.deleted_at is not null and t.erased_at is null and ${isSettled}
        order by deleted_at limit ${ERASED_AT_ONCE_MAX} for update skip locked),
      whole as (
        select id from due union
        select part.id from threads part join whole on part.merged_into_id = whole.id where part.erased_at is null)
      update threads set ${ERASED} where id in (select id from whole) returning id`);
    await eraseContent(tx, gone);
    return gone.length;
  });
}

/** Erases temporary threads some hours after their last message, by the organisation's rule. */
export async function eraseTemporaryThreads(db: Conn): Promise<number> {
  const { temporaryHours } = await getThreadRules(db);
  return db.transaction(async (tx) => {
    const gone = await tx.execute<{ id: string }>(sql`
      update threads set ${ERASED} where id in (
        select id from threads t
        where t.temporary and t.erased_at is null
          and t.last_activity_at < now() - make_interval(hours => ${temporaryHours}) and ${isSettled}
        order by last_activity_at limit ${ERASED_AT_ONCE_MAX} for update skip locked)
      returning id`);
    await eraseContent(tx, gone);
    return gone.length;
  });
}

/** What is left of an erased thread is its costs. */
export const ERASED = sql`erased_at = now(), deleted_at = coalesce(deleted_at, now()), title = ''`;

const isSettled = sql`not exists (select 1 from attempts a where a.thread_id = t.id and a.ended_at is null)`;

/** Everything that was said in threads, with its attachments, and the links to it. Their runs are locked first, as by every checkpoint. */
export async function eraseContent(tx: Conn, gone: readonly { id: string }[]): Promise<void> {
  if (gone.length === 0) return;
  const threadIds = gone.map(({ id }) => id);
  const ids = sql.param(threadIds);
  await tx.execute(sql`
    select id from runs where thread_id = any(${ids}::uuid[]) order by id for no key update`);
  const attached = await lockAttachmentsOf(tx, threadIds);
  await tx.execute(sql`update messages set parent_id = null where thread_id = any(${ids}::uuid[])`);
  await tx.execute(sql`delete from messages where thread_id = any(${ids}::uuid[])`);
  await eraseUnlinked(tx, attached);
  await tx.execute(sql`
    update thread_shares set revoked_at = now() where thread_id = any(${ids}::uuid[]) and revoked_at is null`);
}
