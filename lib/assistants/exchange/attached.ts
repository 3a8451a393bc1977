import { sql } from "drizzle-orm";
import type { Conn, Tx } from "@/db/client";
import { newId } from "@/db/id";
import { attachments, messageAttachments } from "@/db/schema";
import { isAppError } from "@/lib/errors";
import { tokensOf } from "../attachments/attach";
import { ATTACHMENTS_MAX } from "../attachments/limits";
import { nameOf } from "../attachments/name";
import { type Attached, readAttachedTo, readContents } from "../attachments/read";
import { type Recognised, recognise } from "../attachments/recognise";
import type { FileAttachment, FileMessage } from "./format";
import { type IncomingFile, type IncomingMessage, unreadable } from "./incoming";

/** Of all files of a thread, so that a thread stays within what is read in again. */
const CONTENT_CHARACTERS_MAX = 20_000_000;

type Wanted = { threadId: string; contents: boolean };

/** Messages of a thread with what was sent with them; the contents as far as a file takes them. */
export async function* withAttachments(
  conn: Conn,
  messages: AsyncIterable<FileMessage>,
  { threadId, contents }: Wanted,
): AsyncGenerator<FileMessage> {
  const having = await listHaving(conn, threadId);
  let room = contents ? CONTENT_CHARACTERS_MAX : 0;
  for await (const message of messages) {
    if (!having.has(message.id)) {
      yield message;
      continue;
    }
    const written: FileAttachment[] = [];
    for (const attached of await readAttachedTo(conn, message.id)) {
      const one = await toFile(conn, attached, room);
      room -= (one.text ?? one.base64 ?? "").length;
      written.push(one);
    }
    yield { ...message, attachments: written };
  }
}

async function listHaving(conn: Conn, threadId: string): Promise<ReadonlySet<string>> {
  const rows = await conn.execute<{ id: string }>(sql`
    select distinct m.id from messages m join message_attachments ma on ma.message_id = m.id
    where m.thread_id = ${threadId}::uuid`);
  return new Set(rows.map(({ id }) => id));
}

async function toFile(conn: Conn, { id, name, kind, mediaType, bytes }: Attached, room: number) {
  const named = { name, mediaType, text: null, base64: null };
  if (bytes * 1.4 > room) return named;
  const content = (await readContents(conn, [id])).get(id);
  if (!content) return named;
  return kind === "text"
    ? { ...named, text: content.toString("utf8") }
    : { ...named, base64: content.toString("base64") };
}

/** What came with a message in a file, by its bytes; one of which only the name is there is left out. */
export function readFiles(
  { role, attachments: given = [] }: FileMessage,
  at: { message: number },
): IncomingFile[] {
  if (role !== "user") return [];
  if (given.length > ATTACHMENTS_MAX)
    throw unreadable(`it has more than ${ATTACHMENTS_MAX} attachments.`, at);
  return given.flatMap(({ name, text, base64 }) => {
    const content =
      text !== null ? Buffer.from(text.replaceAll("\0", "").toWellFormed()) : fromBase64(base64);
    if (!content?.length) return [];
    const file = recognised(content, at);
    return [{ name: nameOf(name, file.kind), content, file }];
  });
}

function fromBase64(base64: string | null): Buffer | null {
  return base64 === null ? null : Buffer.from(base64, "base64");
}

function recognised(content: Buffer, at: { message: number }): Recognised {
  try {
    return recognise(content);
  } catch (error) {
    if (isAppError(error))
      throw unreadable("an attachment of it is no text or image that can be attached.", at);
    throw error;
  }
}

/** Stores what came with messages that are stored already, under their new ids. */
export async function insertFiles(
  tx: Tx,
  rows: readonly (Pick<IncomingMessage, "files"> & { id: string | null; userId: string })[],
): Promise<void> {
  for (const { id: messageId, userId, files = [] } of rows) {
    for (const [n, { name, content, file }] of files.entries()) {
      const id = newId();
      await tx.insert(attachments).values({
        ...{ id, userId, name, content, bytes: content.length, sentAt: new Date() },
        ...{ kind: file.kind, mediaType: file.mediaType, width: file.width, height: file.height },
        ...(await tokensOf(name, file)),
      });
      if (messageId)
        await tx.insert(messageAttachments).values({ messageId, position: n + 1, attachmentId: id });
    }
  }
}
