import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";

const UNDO_HOURS = 24;
const ERASED_AT_ONCE_MAX = 100;

/** Erases the content of threads deleted a day ago and more. Runs, attempts and entries stay: no sum moves. */
export async function eraseDeletedThreads(db: Conn): Promise<number> {
  return db.transaction(async (tx) => {
    const gone = await tx.execute<{ id: string }>(sql`
      update threads set erased_at = now(), title = ''
      where id in (
        select id from threads t
        where t.deleted_at < now() - make_interval(hours => ${UNDO_HOURS}) and t.erased_at is null
          and not exists (select 1 from attempts a where a.thread_id = t.id and a.ended_at is null)
        order by deleted_at limit ${ERASED_AT_ONCE_MAX} for update skip locked)
      returning id`);
    if (gone.length > 0) {
      const ids = sql.param(gone.map((thread) => thread.id));
      await tx.execute(sql`update messages set parent_id = null where thread_id = any(${ids}::uuid[])`);
      await tx.execute(sql`delete from messages where thread_id = any(${ids}::uuid[])`);
    }
    return gone.length;
  });
}
