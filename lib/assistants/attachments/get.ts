import { sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

export type AttachmentFile = { name: string; kind: "text" | "image"; mediaType: string };

/** An attachment that waits for its message, or goes with a message of the caller's. Throws `not_found`. */
export async function getAttachment(
  { db, actor: { userId } }: Ctx,
  { attachmentId }: { attachmentId: string },
): Promise<AttachmentFile & { readContent: () => Promise<Buffer> }> {
  const isReadable = sql`a.id = ${attachmentId}::uuid and ((a.user_id = ${userId}::uuid and a.sent_at is null) or exists (
    select 1 from message_attachments ma join messages m on m.id = ma.message_id
    where ma.attachment_id = a.id and m.user_id = ${userId}::uuid))`;
  const [file] = isId(attachmentId)
    ? await db.execute<AttachmentFile>(
        sql`select a.name, a.kind, a.media_type as "mediaType" from attachments a where ${isReadable}`,
      )
    : [];
  if (!file) throw noAttachment();
  const readContent = async () => {
    const [row] = await db.execute<{ content: Buffer }>(
      sql`select a.content from attachments a where ${isReadable}`,
    );
    if (!row) throw noAttachment();
    return row.content;
  };
  return { ...file, readContent };
}

export function noAttachment(): AppError {
  return new AppError(
    "not_found",
    "An attachment is not there any more: remove it and attach the file again.",
  );
}
