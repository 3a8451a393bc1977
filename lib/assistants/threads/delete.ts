import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { runs, threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { ACTIVE_STATUSES } from "../runs/settle-writes";
import { stopRun } from "../runs/stop";
import { changed, changeThreads, type Threads } from "./own";

/**
 * Takes threads away, stopping their answers; they can be restored until their content is erased. Costs stay.
 * Throws `not_found`.
 */
export async function deleteThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const deleted = await changeThreads(ctx, threadIds, { deletedAt: sql`now()`, deletesAt: null });
  const active = await ctx.db
    .select({ id: runs.id })
    .from(runs)
    .where(and(inArray(runs.threadId, deleted.threadIds), inArray(runs.status, [...ACTIVE_STATUSES])));
  for (const run of active) await stopRun(ctx, { runId: run.id });
  return deleted;
}

/** Undoes a deletion, as long as the content is still there; what was deleted for its age is kept from then on. */
export async function restoreThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const restored = await ctx.db
    .update(threads)
    .set({
      deletedAt: null,
      deletesAt: null,
      keptAt: sql`case when ${threads.deletesAt} is null then ${threads.keptAt} else now() end`,
    })
    .where(
      and(
        inArray(threads.id, threadIds.filter(isId)),
        eq(threads.userId, ctx.actor.userId),
        isNull(threads.apiKeyId),
        isNull(threads.erasedAt),
      ),
    )
    .returning({ id: threads.id });
  if (restored.length === 0) {
    throw new AppError("not_found", "This thread was erased and cannot be brought back.");
  }
  return changed(restored);
}
