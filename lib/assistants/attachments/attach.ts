import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { attachments, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { boundOfText, countTokens } from "../context/count-tokens";
import type { AttachmentView } from "../types";
import { IMAGE_BYTES_MAX, UNSENT_BYTES_MAX } from "./limits";
import { nameOf } from "./name";
import { type Recognised, recognise, tooLarge } from "./recognise";
import { asSent } from "./words";

export type AttachInput = { name: string; chunks: AsyncIterable<Uint8Array> };

/**
 * Stores a file of the caller's until a message is sent with it, a day at most. What it is, its bytes say. Throws
 * `invalid` for what cannot be attached, and `conflict` where too much is waiting to be sent.
 */
export async function attachFile(ctx: Ctx, { name: given, chunks }: AttachInput): Promise<AttachmentView> {
  const bytes = await readAll(chunks);
  const file = recognise(bytes);
  // Without the mark of the byte order that some editors put first.
  const content = file.kind === "text" ? Buffer.from(file.text) : bytes;
  const name = nameOf(given, file.kind);
  const attachment = {
    ...{ id: newId(), userId: ctx.actor.userId, name, content, bytes: content.length },
    ...{ kind: file.kind, mediaType: file.mediaType, width: file.width, height: file.height },
    ...(await tokensOf(name, file)),
  };
  await ctx.db.transaction(async (tx) => {
    await makeRoom({ ...ctx, db: tx }, content.length);
    await tx.insert(attachments).values(attachment);
  });
  return toView(attachment);
}

/** Stops reading at the first byte too many. */
async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.byteLength;
    if (bytes > IMAGE_BYTES_MAX) throw tooLarge();
    read.push(chunk);
  }
  return Buffer.concat(read);
}

/** Of a text as it is sent; an image has others with each model. */
export async function tokensOf(name: string, file: Recognised) {
  if (file.kind === "image") return { contentTokens: 0, contentTokensMax: 0 };
  const content = asSent(name, file.text);
  const contentTokens = await countTokens(content);
  return { contentTokens, contentTokensMax: boundOfText({ content, contentTokens }) };
}

/** One upload of a member after the other, so that together they stay within the limit. */
async function makeRoom({ db, actor: { userId } }: Ctx, bytes: number): Promise<void> {
  await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const [waiting] = await db
    .select({ bytes: sql<string>`coalesce(sum(${attachments.bytes}), 0)` })
    .from(attachments)
    .where(and(eq(attachments.userId, userId), isNull(attachments.sentAt)));
  if (Number(waiting?.bytes ?? 0) + bytes > UNSENT_BYTES_MAX) {
    throw new AppError(
      "conflict",
      "Attachments of 60 MB are waiting to be sent: send or remove some of them first.",
    );
  }
}

type Row = Pick<typeof attachments.$inferSelect, keyof AttachmentView>;

/** What a page knows of an attachment. */
export function toView({ id, name, kind, bytes }: Row): AttachmentView {
  return { id, name, kind, bytes };
}
