import { and, eq, inArray, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import { runs, threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { copyMessages, insertCopy } from "./copy";
import { getOwnThread } from "./get";
import { lockOriginals, readOriginals } from "./originals";

/**
 * Makes one thread of several, their messages in the order of time, under the title of the latest active and in the
 * category of the latest that has one. What they cost is shown as its own; the originals are kept out of sight until `unmergeThread`. Throws `not_found`, `conflict`,
 * `invalid`.
 */
export async function mergeThreads(
  ctx: Ctx,
  { threadIds }: { threadIds: string[] },
): Promise<{ threadId: string }> {
  if (new Set(threadIds).size < 2) throw new AppError("invalid", "Choose at least two threads to merge.");
  return ctx.db.transaction(async (tx) => {
    const originals = await lockOriginals(tx, ctx, threadIds);
    const [latest] = originals;
    const copy = {
      threadId: newId(),
      userId: ctx.actor.userId,
      title: latest?.title ?? "",
      categoryId: originals.find(({ categoryId }) => categoryId !== null)?.categoryId ?? null,
      assistantId: latest?.assistantId ?? null,
    };
    const ids = originals.map(({ id }) => id);
    const messages = await readOriginals(tx, ids);
    await pipeline(tx, [insertCopy(copy), ...copyMessages(copy.threadId, messages)]);
    await tx
      .update(threads)
      .set({ mergedIntoId: copy.threadId, deletesAt: null })
      .where(inArray(threads.id, ids));
    return { threadId: copy.threadId };
  });
}

/**
 * Brings the originals of a merged thread back. The merged one goes, unless something was said in it since: then it
 * stays beside them. Throws `not_found`, and `invalid` for a thread that was not merged.
 */
export async function unmergeThread(
  ctx: Ctx,
  { threadId }: { threadId: string },
): Promise<{ threadIds: string[] }> {
  return ctx.db.transaction(async (tx) => {
    const { id } = await getOwnThread({ ...ctx, db: tx }, threadId);
    await tx.select({ id: threads.id }).from(threads).where(eq(threads.id, id)).for("no key update");
    const back = await tx
      .update(threads)
      .set({ mergedIntoId: null })
      .where(and(eq(threads.mergedIntoId, id), eq(threads.userId, ctx.actor.userId)))
      .returning({ id: threads.id });
    if (back.length === 0) throw new AppError("invalid", "This thread was not merged from others.");
    const said = await tx.$count(runs, eq(runs.threadId, id));
    if (said === 0) await tx.update(threads).set({ deletedAt: sql`now()` }).where(eq(threads.id, id));
    return { threadIds: back.map((thread) => thread.id) };
  });
}
