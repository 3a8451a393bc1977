import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { UNSENT_HOURS } from "./limits";

const ERASED_AT_ONCE_MAX = 200;

/** Erases files that have waited for their message for a day, page by page. Answers how many. */
export async function eraseUnsentAttachments(db: Conn): Promise<number> {
  let erased = 0;
  let page: number;
  do {
    const gone = await db.execute<{ id: string }>(sql`
      delete from attachments where sent_at is null and id in (
        select id from attachments
        where sent_at is null and created_at < now() - make_interval(hours => ${UNSENT_HOURS})
        order by created_at limit ${ERASED_AT_ONCE_MAX} for update skip locked)
      returning id`);
    page = gone.length;
    erased += page;
  } while (page >= ERASED_AT_ONCE_MAX);
  return erased;
}

/** The attachments of threads whose messages are about to be erased, locked against being copied meanwhile. */
export async function lockAttachmentsOf(tx: Conn, threadIds: readonly string[]): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select a.id from attachments a where a.id in (
      select ma.attachment_id from message_attachments ma join messages m on m.id = ma.message_id
      where m.thread_id = any(${sql.param([...threadIds])}::uuid[]))
    order by a.id for update`);
  return rows.map(({ id }) => id);
}

/** Erases those of them that go with no message any more. */
export async function eraseUnlinked(tx: Conn, attachmentIds: readonly string[]): Promise<void> {
  if (attachmentIds.length === 0) return;
  await tx.execute(sql`
    delete from attachments a where a.id = any(${sql.param([...attachmentIds])}::uuid[])
      and not exists (select 1 from message_attachments ma where ma.attachment_id = a.id)`);
}
