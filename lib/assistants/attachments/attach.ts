import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { attachments, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { breather } from "../context/breathe";
import type { AttachmentView } from "../types";
import { fewAtOnce } from "./few-at-once";
import { BEYOND, IMAGE_BYTES_MAX, UNSENT_BYTES_MAX } from "./limits";
import { readAll } from "./read-all";
import { takeIn, withTokens } from "./take-in";

/** `announced`: how many bytes the sender says that there are. */
export type AttachInput = { name: string; chunks: AsyncIterable<Uint8Array>; announced?: number };

/**
 * Stores a file of the caller's until a message is sent with it, a day at most. What it is, its bytes say. Throws
 * `invalid` for what cannot be attached, and `conflict` where too much is on its way or waiting to be sent.
 */
export async function attachFile(ctx: Ctx, input: AttachInput): Promise<AttachmentView> {
  return fewAtOnce(ctx.actor.userId, () => attachOne(ctx, input));
}

async function attachOne(ctx: Ctx, { name, chunks, announced = 0 }: AttachInput): Promise<AttachmentView> {
  if (announced > IMAGE_BYTES_MAX) throw new AppError("invalid", BEYOND.file);
  const file = await withTokens(takeIn(name, await readAll(chunks)), breather());
  const attachment = { id: newId(), userId: ctx.actor.userId, ...file };
  await ctx.db.transaction(async (tx) => {
    await makeRoom({ ...ctx, db: tx }, file.bytes);
    await tx.insert(attachments).values(attachment);
  });
  return toView(attachment);
}

/** One upload of a member after the other, so that together they stay within the limit. */
async function makeRoom({ db, actor: { userId } }: Ctx, bytes: number): Promise<void> {
  await db.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const [waiting] = await db
    .select({ bytes: sql<string>`coalesce(sum(${attachments.bytes}), 0)` })
    .from(attachments)
    .where(and(eq(attachments.userId, userId), isNull(attachments.sentAt)));
  if (Number(waiting?.bytes ?? 0) + bytes > UNSENT_BYTES_MAX) {
    throw new AppError("conflict", BEYOND.unsent);
  }
}

type Row = Pick<typeof attachments.$inferSelect, keyof AttachmentView>;

/** What a page knows of an attachment. */
export function toView({ id, name, kind, bytes }: Row): AttachmentView {
  return { id, name, kind, bytes };
}
