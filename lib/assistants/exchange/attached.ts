import { sql } from "drizzle-orm";
import type { Conn, Tx } from "@/db/client";
import { newId } from "@/db/id";
import { attachments, messageAttachments } from "@/db/schema";
import { type AppError, isAppError } from "@/lib/errors";
import { ATTACHMENTS_MAX } from "../attachments/limits";
import { type Attached, readAttachedTo, readContents } from "../attachments/read";
import { checkTogether, type TakenIn, takeIn, type WithTokens, withTokens } from "../attachments/take-in";
import type { FileAttachment, FileMessage } from "./format";
import { type IncomingMessage, unreadable } from "./incoming";

/** Of all files of a thread as they are written, so that a thread stays within what is read in again. */
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
    const files: FileAttachment[] = [];
    for (const attached of await readAttachedTo(conn, message.id)) {
      const one = await toFile(conn, attached, room);
      room -= written(one);
      files.push(one);
    }
    yield { ...message, attachments: files };
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
  if (leastWritten(kind, bytes) > room) return named;
  const content = (await readContents(conn, [id])).get(id);
  if (!content) return named;
  const file =
    kind === "text"
      ? { ...named, text: content.toString("utf8") }
      : { ...named, base64: content.toString("base64") };
  return written(file) > room ? named : file;
}

/** In characters of the file: a character of a text has up to three bytes for each, a base64 four for three bytes. */
function leastWritten(kind: Attached["kind"], bytes: number): number {
  return kind === "text" ? bytes / 3 : (bytes * 4) / 3;
}

/** The characters of a content in the file; a control character takes six. */
function written({ text, base64 }: FileAttachment): number {
  const content = text ?? base64;
  return content === null ? 0 : JSON.stringify(content).length;
}

/** What came with a message in a file, by its bytes; one of which only the name is there is left out. */
export function readFiles(
  { role, attachments: given = [] }: FileMessage,
  at: { message: number },
): TakenIn[] {
  if (role !== "user") return [];
  if (given.length > ATTACHMENTS_MAX)
    throw unreadable(`it has more than ${ATTACHMENTS_MAX} attachments.`, at);
  const files = given.flatMap(({ name, text, base64 }) => {
    const content =
      text !== null ? Buffer.from(text.replaceAll("\0", "").toWellFormed()) : fromBase64(base64);
    if (!content?.length) return [];
    const why = "an attachment of it is no text or image that can be attached.";
    return [orUnreadable(() => takeIn(name, content), unreadable(why, at))];
  });
  orUnreadable(() => checkTogether(files), unreadable("its attachments are too large together.", at));
  return files;
}

function fromBase64(base64: string | null): Buffer | null {
  return base64 === null ? null : Buffer.from(base64, "base64");
}

function orUnreadable<T>(read: () => T, fault: AppError): T {
  try {
    return read();
  } catch (error) {
    throw isAppError(error) ? fault : error;
  }
}

export type CountedMessage = Omit<IncomingMessage, "files"> & { files: readonly WithTokens[] };

/** What came with a message with its tokens, before the transaction that stores it. */
export async function countFiles(
  { files = [] }: IncomingMessage,
  breathe: () => Promise<void>,
): Promise<WithTokens[]> {
  const counted: WithTokens[] = [];
  for (const file of files) counted.push(await withTokens(file, breathe));
  return counted;
}

/** Stores what came with messages that are stored already, under their new ids. */
export async function insertFiles(
  tx: Tx,
  rows: readonly (Pick<CountedMessage, "files"> & { id: string | null; userId: string })[],
): Promise<void> {
  for (const { id: messageId, userId, files } of rows) {
    for (const [n, file] of files.entries()) {
      const id = newId();
      await tx.insert(attachments).values({ ...file, id, userId, sentAt: new Date() });
      if (messageId)
        await tx.insert(messageAttachments).values({ messageId, position: n + 1, attachmentId: id });
    }
  }
}
