import { and, eq, isNull } from "drizzle-orm";
import { isId } from "@/db/id";
import { attachments } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { noAttachment } from "./get";

/** Erases one of the caller's files that no message was sent with. Throws `not_found`. */
export async function removeAttachment(
  { db, actor }: Ctx,
  { attachmentId }: { attachmentId: string },
): Promise<void> {
  const isOwn = and(eq(attachments.userId, actor.userId), isNull(attachments.sentAt));
  const removed = isId(attachmentId)
    ? await db
        .delete(attachments)
        .where(and(eq(attachments.id, attachmentId), isOwn))
        .returning({ id: attachments.id })
    : [];
  if (removed.length === 0) throw noAttachment();
}
