import { type SQL, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { recordset } from "@/db/recordset";

type Copy = {
  threadId: string;
  userId: string;
  title: string;
  categoryId: string | null;
  assistantId: string | null;
};

/** A thread of its own for copied messages; its title is the member's own. */
export function insertCopy(copy: Copy): SQL {
  return sql`
    insert into threads (id, user_id, title, title_source, category_id, assistant_id, last_activity_at, seen_at)
    select "threadId", "userId", title, 'person', "categoryId", "assistantId", now(), now()
    from ${recordset([copy], '"threadId" uuid, "userId" uuid, title text, "categoryId" uuid, "assistantId" uuid')}`;
}

export type Original = { id: string };

/**
 * Copies messages in the order given, each following the one before it; their runs stay with the originals. The second
 * statement has the copies go with the same attachments.
 */
export function copyMessages(threadId: string, originals: readonly Original[]): [SQL, SQL] {
  const ids = originals.map(() => newId());
  const rows = originals.map(({ id }, n) => ({
    id: ids[n],
    parentId: ids[n - 1] ?? null,
    originalId: id,
    position: n + 1,
  }));
  const copies = sql`
    insert into messages (id, thread_id, user_id, position, parent_id, role, content, content_tokens, imported, copy_of_id, created_at)
    select item.id, ${threadId}::uuid, m.user_id, item.position, item."parentId", m.role, m.content, m.content_tokens,
      m.imported, coalesce(m.copy_of_id, m.id), m.created_at
    from ${recordset(rows, 'id uuid, "parentId" uuid, "originalId" uuid, position int')}
    join messages m on m.id = item."originalId" order by item.position`;
  return [copies, copyAttachments(rows)];
}

/**
 * The copies of messages go with the attachments of their originals, which are stored once. Those are locked in the
 * order of their ids, as by who erases them; one that is gone by then is left out.
 */
export function copyAttachments(copies: readonly { id: string | undefined; originalId: string }[]): SQL {
  return sql`
    with pairs as materialized (
      select item.id, ma.position, ma.attachment_id from ${recordset(copies, 'id uuid, "originalId" uuid')}
      join message_attachments ma on ma.message_id = item."originalId"),
    files as materialized (
      select a.id from attachments a where a.id in (select attachment_id from pairs) order by a.id for key share)
    insert into message_attachments (message_id, position, attachment_id)
    select pairs.id, pairs.position, pairs.attachment_id from pairs join files on files.id = pairs.attachment_id`;
}
