import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { AttachmentView } from "../types";
import { noAttachment } from "./get";
import { ATTACHMENTS_MAX, BEYOND } from "./limits";
import { checkTogether } from "./take-in";

/** What is known of an attachment without its content. */
export type Attached = AttachmentView & {
  mediaType: string;
  width: number | null;
  height: number | null;
  contentTokens: number;
  contentTokensMax: number;
};

/**
 * Files of the caller's in this order, whether or not they were sent: that only one send gets them is for the desk to
 * see to. Throws `not_found` where one is not there, and `invalid` for more than a message can have.
 */
export async function readOwn({ db, actor }: Ctx, ids: readonly string[]): Promise<Attached[]> {
  if (ids.length === 0) return [];
  const wanted = [...new Set(ids)];
  if (wanted.length > ATTACHMENTS_MAX) {
    throw new AppError("invalid", BEYOND.files);
  }
  if (!wanted.every(isId)) throw noAttachment();
  const rows = await db.execute<Attached>(sql`
    select ${FACTS} from attachments a
    where a.id = any(${sql.param(wanted)}::uuid[]) and a.user_id = ${actor.userId}::uuid`);
  const found = new Map(rows.map((row) => [row.id, row]));
  const attached = wanted.map((id) => found.get(id) ?? missing());
  checkTogether(attached);
  return attached;
}

/** What goes with a message; whose it is, is for the caller to know. */
export async function readAttachedTo(conn: Conn, messageId: string): Promise<Attached[]> {
  return conn.execute<Attached>(sql`
    select ${FACTS} from message_attachments ma join attachments a on a.id = ma.attachment_id
    where ma.message_id = ${messageId}::uuid order by ma.position`);
}

/** The same as a JSON column of a message `m`; null where it has none. */
export const attachedAsJson: SQL = sql`(
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'kind', a.kind, 'mediaType', a.media_type, 'bytes', a.bytes,
    'width', a.width, 'height', a.height, 'contentTokens', a.content_tokens, 'contentTokensMax', a.content_tokens_max)
    order by ma.position)
  from message_attachments ma join attachments a on a.id = ma.attachment_id where ma.message_id = m.id)`;

const FACTS = sql`a.id, a.name, a.kind, a.media_type as "mediaType", a.bytes, a.width, a.height,
  a.content_tokens as "contentTokens", a.content_tokens_max as "contentTokensMax"`;

/** The contents of attachments by their ids; one that was erased meanwhile is left out. */
export async function readContents(conn: Conn, ids: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  if (ids.length === 0) return new Map();
  const rows = await conn.execute<{ id: string; content: Buffer }>(
    sql`select id, content from attachments where id = any(${sql.param([...new Set(ids)])}::uuid[])`,
  );
  return new Map(rows.map(({ id, content }) => [id, content]));
}

/** What goes with each of these messages, for a page. */
export async function listAttachedTo(
  conn: Conn,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, AttachmentView[]>> {
  const byMessage = new Map<string, AttachmentView[]>();
  if (messageIds.length === 0) return byMessage;
  const rows = await conn.execute<AttachmentView & { messageId: string }>(sql`
    select ma.message_id as "messageId", a.id, a.name, a.kind, a.bytes
    from message_attachments ma join attachments a on a.id = ma.attachment_id
    where ma.message_id = any(${sql.param([...messageIds])}::uuid[]) order by ma.message_id, ma.position`);
  for (const { messageId, ...view } of rows)
    byMessage.set(messageId, [...(byMessage.get(messageId) ?? []), view]);
  return byMessage;
}

function missing(): never {
  throw noAttachment();
}
