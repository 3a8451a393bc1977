import { and, eq, inArray, isNull } from "drizzle-orm";
import { runs, threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { ACTIVE_STATUSES } from "../runs/settle-writes";
import { stopRun } from "../runs/stop";

/** Takes a thread away, stopping its answer; it can be restored until its content is erased. Costs stay. */
export async function deleteThread(ctx: Ctx, input: { threadId: string }): Promise<void> {
  const deleted = await ctx.db
    .update(threads)
    .set({ deletedAt: new Date() })
    .where(
      and(
        eq(threads.id, input.threadId),
        eq(threads.userId, ctx.actor.userId),
        isNull(threads.deletedAt),
        isNull(threads.apiKeyId),
      ),
    )
    .returning({ id: threads.id });
  if (deleted.length === 0) throw new AppError("not_found", "This thread does not exist or was deleted.");
  const active = await ctx.db
    .select({ id: runs.id })
    .from(runs)
    .where(and(eq(runs.threadId, input.threadId), inArray(runs.status, [...ACTIVE_STATUSES])));
  for (const run of active) await stopRun(ctx, { runId: run.id });
}

/** Undoes a deletion, as long as the content is still there. */
export async function restoreThread(ctx: Ctx, input: { threadId: string }): Promise<void> {
  const restored = await ctx.db
    .update(threads)
    .set({ deletedAt: null })
    .where(
      and(eq(threads.id, input.threadId), eq(threads.userId, ctx.actor.userId), isNull(threads.erasedAt)),
    )
    .returning({ id: threads.id });
  if (restored.length === 0) {
    throw new AppError("not_found", "This thread was erased and cannot be brought back.");
  }
}
