import { and, isNotNull, sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { changed, isOwn, isOwnOf } from "./own";

/** All of them are shown on the first page of the sidebar. */
export const PINNED_MAX = 50;

/** Keeps threads at the top of the sidebar, the last pinned first; pinning takes them out of the archive. Throws `not_found`, `invalid`. */
export async function pinThreads(
  ctx: Ctx,
  { threadIds }: { threadIds: string[] },
): Promise<{ threadIds: string[] }> {
  const pinned = await ctx.db.$count(threads, and(isOwn(ctx), isNotNull(threads.pinnedAt)));
  if (pinned + threadIds.length > PINNED_MAX) {
    throw new AppError("invalid", `At most ${PINNED_MAX} threads can be pinned: unpin one first.`);
  }
  const rows = await ctx.db
    .update(threads)
    .set({ pinnedAt: sql`coalesce(${threads.pinnedAt}, now())`, archivedAt: null })
    .where(isOwnOf(ctx, threadIds))
    .returning({ id: threads.id });
  return changed(rows);
}

/** Lets threads go back among the others. Throws `not_found`. */
export async function unpinThreads(
  ctx: Ctx,
  { threadIds }: { threadIds: string[] },
): Promise<{ threadIds: string[] }> {
  const rows = await ctx.db
    .update(threads)
    .set({ pinnedAt: null })
    .where(isOwnOf(ctx, threadIds))
    .returning({ id: threads.id });
  return changed(rows);
}
