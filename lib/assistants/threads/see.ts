import { and, eq, sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isOwn } from "./own";

/** Notes that the caller has a thread in view: what is in it now is no longer unread. */
export async function seeThread(ctx: Ctx, { threadId }: { threadId: string }): Promise<void> {
  await ctx.db
    .update(threads)
    .set({ seenAt: sql`now()` })
    .where(and(isOwn(ctx), eq(threads.id, threadId), sql`${threads.seenAt} < ${threads.lastActivityAt}`));
}
