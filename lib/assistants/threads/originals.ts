import { and, asc, inArray, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { messages, runs, threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { isShown } from "../context/history";
import { ACTIVE_STATUSES } from "../runs/settle-writes";
import { isOwnOf, notFound } from "./own";

const MESSAGES_MAX = 5_000;

export type OriginalThread = {
  id: string;
  title: string;
  categoryId: string | null;
  assistantId: string | null;
};

/**
 * The caller's threads that are to be copied, locked so that nothing is said in them meanwhile, the latest active
 * first. Throws `not_found`, and `conflict` while one of them is answering.
 */
export async function lockOriginals(
  tx: Conn,
  ctx: Ctx,
  threadIds: readonly string[],
): Promise<OriginalThread[]> {
  const wanted = [...new Set(threadIds)];
  const rows = await tx
    .select({
      id: threads.id,
      title: threads.title,
      categoryId: threads.categoryId,
      assistantId: threads.assistantId,
      at: threads.lastActivityAt,
    })
    .from(threads)
    .where(isOwnOf(ctx, wanted))
    .orderBy(asc(threads.id))
    .for("no key update");
  if (rows.length !== wanted.length) throw notFound();
  const answering = await tx.$count(
    runs,
    and(inArray(runs.threadId, wanted), inArray(runs.status, [...ACTIVE_STATUSES])),
  );
  if (answering > 0)
    throw new AppError("conflict", "An answer is being written there: wait for it, or stop it first.");
  return rows.toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** The messages of threads as they are shown, in the order of time. Throws `invalid` where there are too many or none. */
export async function readOriginals(tx: Conn, threadIds: readonly string[]): Promise<{ id: string }[]> {
  const rows = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.threadId, [...threadIds]), isShown))
    .orderBy(
      asc(sql`date_trunc('milliseconds', ${messages.createdAt})`),
      asc(messages.threadId),
      asc(messages.position),
    )
    .limit(MESSAGES_MAX + 1);
  if (rows.length === 0) throw new AppError("invalid", "There is no message to copy.");
  if (rows.length > MESSAGES_MAX) {
    throw new AppError(
      "invalid",
      `Together they have more than ${MESSAGES_MAX} messages, which is too long for one thread.`,
    );
  }
  return rows;
}
