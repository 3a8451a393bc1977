import { and, eq, inArray, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { runs, threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { state } from "../runs/live";
import { ERASED, eraseContent } from "./erase";
import { isOwn, notFound } from "./own";

/**
 * Erases one of the caller's temporary threads at once and for good, stopping its answer; what it cost stays.
 * Throws `not_found`, and `invalid` for any other thread.
 */
export async function eraseThread(ctx: Ctx, { threadId }: { threadId: string }): Promise<void> {
  const stopping = await ctx.db.transaction(async (tx) => {
    const [thread] = isId(threadId)
      ? await tx
          .select({ id: threads.id, temporary: threads.temporary })
          .from(threads)
          .where(and(isOwn(ctx), eq(threads.id, threadId)))
          .for("update")
      : [];
    if (!thread) throw notFound();
    if (!thread.temporary) {
      throw new AppError("invalid", "Only a temporary thread is erased at once: delete this one instead.");
    }
    await tx.execute(sql`update threads set ${ERASED} where id = ${thread.id}::uuid`);
    const stopped = await tx
      .update(runs)
      .set({ status: "cancelling" })
      .where(and(eq(runs.threadId, thread.id), inArray(runs.status, ["queued", "in_progress"])))
      .returning({ id: runs.id });
    await eraseContent(tx, [thread]);
    return stopped;
  });
  for (const { id } of stopping) state.live.get(id)?.stop("member");
}
