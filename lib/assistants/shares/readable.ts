import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";

const TOKEN = /^[\w-]{20,64}$/;

export type Readable = {
  threadId: string;
  lastMessageId: string;
  title: string;
  userId: string;
  sharedBy: string;
  sharedAt: Date;
};

type Row = Omit<Readable, "sharedAt"> & { sharedAt: string };

/**
 * What a link leads to, for whoever is signed in. One that is unknown, was stopped, or whose thread or sharer is gone
 * are all the same `not_found`. Locked, it cannot be stopped before the caller's transaction ends.
 */
export async function getReadable(
  conn: Conn,
  token: string,
  { locked = false }: { locked?: boolean } = {},
): Promise<Readable> {
  const [row] = TOKEN.test(token) ? await conn.execute<Row>(readable(token, locked)) : [];
  if (!row) throw notShared();
  return { ...row, sharedAt: new Date(row.sharedAt) };
}

function readable(token: string, locked: boolean): SQL {
  return sql`
    select s.thread_id as "threadId", s.last_message_id as "lastMessageId", s.created_at as "sharedAt",
      t.title, s.user_id as "userId", u.name as "sharedBy"
    from thread_shares s join threads t on t.id = s.thread_id join users u on u.id = s.user_id
    where s.token = ${token} and s.revoked_at is null and s.last_message_id is not null
      and t.deleted_at is null and t.api_key_id is null and not t.temporary and u.disabled_at is null
    ${locked ? sql`for share of s` : sql``}`;
}

export function notShared(): AppError {
  return new AppError("not_found", "This thread is not shared, or not any more.");
}
