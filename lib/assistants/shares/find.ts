import { and, eq, isNull, sql } from "drizzle-orm";
import { threadShares, threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isShown } from "../context/history";
import { getOwnThread } from "../threads/get";
import type { ThreadShare } from "../types";

/** The columns of a share as its owner sees it. */
export const shareColumns = {
  shareId: threadShares.id,
  token: threadShares.token,
  threadId: threadShares.threadId,
  title: threads.title,
  sharedAt: threadShares.createdAt,
  isUpToNow: sql<boolean>`${threadShares.lastMessageId} is not distinct from (
    select messages.id from messages where messages.thread_id = ${threadShares.threadId} and ${isShown}
    order by messages.position desc limit 1)`,
};

/** The open share of one of the caller's threads; null where it is not shared. Throws `not_found`. */
export async function findShare(ctx: Ctx, { threadId }: { threadId: string }): Promise<ThreadShare | null> {
  const thread = await getOwnThread(ctx, threadId);
  const [share] = await ctx.db
    .select(shareColumns)
    .from(threadShares)
    .innerJoin(threads, eq(threads.id, threadShares.threadId))
    .where(and(eq(threadShares.threadId, thread.id), isNull(threadShares.revokedAt)))
    .limit(1);
  return share ?? null;
}
