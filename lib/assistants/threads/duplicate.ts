import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import type { Ctx } from "@/lib/org/types";
import { copyMessages, insertCopy } from "./copy";
import { readMost, refuseBeyondMost } from "./most-active";
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
    await makeRoom(tx, ctx.actor.userId);
    const copy = {
      threadId: newId(),
      userId: ctx.actor.userId,
      title: `${original.title} (copy)`.slice(-TITLE_CHARACTERS_MAX),
      categoryId: original.categoryId,
      assistantId: original.assistantId,
    };
    const messages = await readOriginals(tx, [threadId]);
    await pipeline(tx, [insertCopy(copy), ...copyMessages(copy.threadId, messages)]);
    return { threadId: copy.threadId };
  });
}

/** Throws `conflict` where the member has as many active threads as there may be. */
async function makeRoom(tx: Conn, userId: string): Promise<void> {
  const most = await readMost(tx);
  if (most === null) return;
  const [refusal] = await refuseBeyondMost(tx, [userId], most);
  if (refusal) throw refusal;
}
