import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import type { Ctx } from "@/lib/org/types";
import { copyMessages, insertCopy } from "./copy";
import { lockOriginals, readOriginals } from "./originals";
import { notFound } from "./own";
import { TITLE_CHARACTERS_MAX } from "./title";

/** Makes a second thread with the same messages, to go on in another direction; the copy costs nothing. Throws `not_found`, `conflict`, `invalid`. */
export async function duplicateThread(
  ctx: Ctx,
  { threadId }: { threadId: string },
): Promise<{ threadId: string }> {
  return ctx.db.transaction(async (tx) => {
    const [original] = await lockOriginals(tx, ctx, [threadId]);
    if (!original) throw notFound();
    const copy = {
      threadId: newId(),
      userId: ctx.actor.userId,
      title: `${original.title} (copy)`.slice(-TITLE_CHARACTERS_MAX),
      categoryId: original.categoryId,
      assistantId: original.assistantId,
    };
    const messages = await readOriginals(tx, [threadId]);
    await pipeline(tx, [insertCopy(copy), copyMessages(copy.threadId, messages)]);
    return { threadId: copy.threadId };
  });
}
