import { and, desc, eq, isNull } from "drizzle-orm";
import { threadShares, threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { ThreadShare } from "../types";
import { shareColumns } from "./find";

const SHARES_LISTED_MAX = 100;

/** The caller's threads that others can read, the last shared first; at most 100. */
export async function listShares(ctx: Ctx): Promise<ThreadShare[]> {
  return ctx.db
    .select(shareColumns)
    .from(threadShares)
    .innerJoin(threads, eq(threads.id, threadShares.threadId))
    .where(
      and(
        eq(threadShares.userId, ctx.actor.userId),
        isNull(threadShares.revokedAt),
        isNull(threads.deletedAt),
      ),
    )
    .orderBy(desc(threadShares.createdAt), desc(threadShares.id))
    .limit(SHARES_LISTED_MAX);
}
