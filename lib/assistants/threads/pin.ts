import { and, isNotNull, sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { changeThreads, isListed, type Threads } from "./own";

/** All of them are shown on the first page of the sidebar. */
export const PINNED_MAX = 50;

/** Keeps threads at the top of the sidebar, the last pinned first; pinning takes them out of the archive and keeps them from being deleted for their age. Throws `not_found`, `invalid`. */
export async function pinThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const pinned = await ctx.db.$count(threads, and(isListed(ctx), isNotNull(threads.pinnedAt)));
  if (pinned + threadIds.length > PINNED_MAX) {
    throw new AppError("invalid", `At most ${PINNED_MAX} threads can be pinned: unpin one first.`);
  }
  const pinnedAt = sql`coalesce(${threads.pinnedAt}, now())`;
  return changeThreads(ctx, threadIds, { pinnedAt, archivedAt: null, deletesAt: null });
}

/** Lets threads go back among the others. Throws `not_found`. */
export function unpinThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  return changeThreads(ctx, threadIds, { pinnedAt: null });
}
