import { and, eq, isNull, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { threadShares } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

/** Ends a link of the caller's for good and at once. Throws `not_found`. */
export async function stopSharing(ctx: Ctx, { shareId }: { shareId: string }): Promise<void> {
  const stopped = isId(shareId)
    ? await ctx.db
        .update(threadShares)
        .set({ revokedAt: sql`now()` })
        .where(
          and(
            eq(threadShares.id, shareId),
            eq(threadShares.userId, ctx.actor.userId),
            isNull(threadShares.revokedAt),
          ),
        )
        .returning({ id: threadShares.id })
    : [];
  if (stopped.length === 0) throw new AppError("not_found", "This thread is not shared any more.");
}
