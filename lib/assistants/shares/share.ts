import { randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { threadShares } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { ThreadShare } from "../types";
import { lockEnd } from "./end";
import { findShare } from "./find";

const TOKEN_BYTES = 24;

type Which = { threadId: string };

/**
 * Makes a link by which everybody in the organisation may read a thread up to now; one that is shared already keeps
 * its link and what it shows. Throws `not_found`, `conflict` while it is answering, `invalid`.
 */
export async function shareThread(ctx: Ctx, { threadId }: Which): Promise<ThreadShare> {
  return ctx.db.transaction(async (tx) => {
    const lastMessageId = await lockEnd(tx, ctx, threadId);
    const { userId } = ctx.actor;
    const token = randomBytes(TOKEN_BYTES).toString("base64url");
    await tx
      .insert(threadShares)
      .values({ id: newId(), token, threadId, userId, lastMessageId })
      .onConflictDoNothing();
    return getShare({ ...ctx, db: tx }, threadId);
  });
}

/** Lets the link show what was said since, up to now. Throws as `shareThread`, and `not_found` where it is not shared. */
export async function updateShare(ctx: Ctx, { threadId }: Which): Promise<ThreadShare> {
  return ctx.db.transaction(async (tx) => {
    const lastMessageId = await lockEnd(tx, ctx, threadId);
    await tx
      .update(threadShares)
      .set({ lastMessageId, createdAt: sql`now()` })
      .where(and(eq(threadShares.threadId, threadId), isNull(threadShares.revokedAt)));
    return getShare({ ...ctx, db: tx }, threadId);
  });
}

async function getShare(ctx: Ctx, threadId: string): Promise<ThreadShare> {
  const share = await findShare(ctx, { threadId });
  if (!share) throw new AppError("not_found", "This thread is not shared any more: make a new link.");
  return share;
}
