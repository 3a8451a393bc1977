import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { messages, runs, threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { ACTIVE_STATUSES } from "../runs/settle-writes";
import { stillAnswering } from "../runs/start-desk";
import { isOwn } from "./own";

/**
 * Shows the branch with a message: what leads to it, and below it the newest at each fork. For a cut answer that was
 * gone on with it is the one that goes on. Locks the thread; throws `not_found`, and `conflict` while it is answering.
 */
export async function chooseBranch(
  ctx: Ctx,
  { messageId }: { messageId: string },
): Promise<{ threadId: string }> {
  return ctx.db.transaction(async (tx) => {
    const threadId = await lockThreadOf(tx, ctx, messageId);
    const message = await findWhole(tx, messageId);
    if (message.shown) return { threadId };
    const isAnswering = and(eq(runs.threadId, threadId), inArray(runs.status, [...ACTIVE_STATUSES]));
    if ((await tx.$count(runs, and(isAnswering, isNull(runs.apiKeyId)))) > 0) throw stillAnswering();
    await tx.execute(showPath(threadId, message.id));
    return { threadId };
  });
}

async function lockThreadOf(tx: Conn, ctx: Ctx, messageId: string): Promise<string> {
  const [thread] = isId(messageId)
    ? await tx
        .select({ id: threads.id })
        .from(messages)
        .innerJoin(threads, eq(threads.id, messages.threadId))
        .where(and(eq(messages.id, messageId), isOwn(ctx)))
        .for("no key update", { of: threads })
    : [];
  if (!thread) throw new AppError("not_found", "There is no such message.");
  return thread.id;
}

type Found = { id: string; shown: boolean };

/** The last of the answers that go on from this one, or the message itself. Under the lock of its thread. */
async function findWhole(tx: Conn, messageId: string): Promise<Found> {
  const [found] = await tx.execute<Found>(sql`
    with recursive whole as (
      select id, shown, 0 as depth from messages where id = ${messageId}::uuid
      union all
      select next.id, next.shown, whole.depth + 1 from whole cross join lateral (
        select m.id, m.shown from messages m where m.continues_id = whole.id
        order by m.position desc limit 1) next)
    select id, shown from whole order by depth desc limit 1`);
  if (!found) throw new AppError("not_found", "There is no such message.");
  return found;
}

function showPath(threadId: string, messageId: string) {
  return sql`
    with recursive above as (
      select id, parent_id from messages where id = ${messageId}::uuid
      union all
      select m.id, m.parent_id from above join messages m on m.id = above.parent_id),
    below as (
      select ${messageId}::uuid as id
      union all
      select newest.id from below cross join lateral (
        select m.id from messages m where m.parent_id = below.id order by m.position desc limit 1) newest),
    path as (select id from above union select id from below)
    update messages m set shown = not m.shown
    where m.thread_id = ${threadId}::uuid and m.shown <> (m.id in (select id from path))`;
}
