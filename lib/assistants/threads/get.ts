import { and, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { attempts, messages, runs, threads, usageThreads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { getThreadAssistant } from "../assistants/of-thread";
import { isShown } from "../context/history";
import { ACTIVE_STATUSES } from "../runs/settle-writes";
import { toRunView, type ViewRow, viewColumns } from "../runs/view";
import type { MessageView, ThreadView } from "../types";
import { isOwn, notFound } from "./own";

export const MESSAGES_SHOWN_MAX = 200;

/** One of the caller's threads with its newest messages and its totals. Throws `not_found`. */
export async function getThread(ctx: Ctx, input: { threadId: string }): Promise<ThreadView> {
  const { assistantId, ...thread } = await getOwnThread(ctx, input.threadId);
  const shown = and(eq(messages.threadId, thread.id), isShown);
  const [views, assistant, messageCount, [sums], [active]] = await Promise.all([
    newestMessages(ctx.db, thread.id),
    assistantId === null ? null : getThreadAssistant(ctx, assistantId),
    ctx.db.$count(messages, shown),
    ctx.db
      .select({
        tokens: sql<string>`coalesce(sum(${usageThreads.inputTokens} + ${usageThreads.outputTokens}), 0)`,
        cost: sql<string>`coalesce(sum(${usageThreads.costPicoUsd}), 0)`,
        estimated: sql<string>`coalesce(sum(${usageThreads.estimatedPicoUsd}), 0)`,
      })
      .from(usageThreads)
      .where(inArray(usageThreads.threadId, withMerged(ctx.db, thread.id))),
    ctx.db
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.threadId, thread.id), inArray(runs.status, [...ACTIVE_STATUSES])))
      .limit(1),
  ]);
  return {
    ...thread,
    assistant,
    messages: views,
    olderMessagesHidden: Math.max(messageCount - MESSAGES_SHOWN_MAX, 0),
    totals: {
      messages: messageCount,
      tokens: Number(sums?.tokens ?? 0),
      costPicoUsd: BigInt(sums?.cost ?? 0),
      costIsExact: BigInt(sums?.estimated ?? 0) === 0n,
    },
    activeRunId: active?.id ?? null,
  };
}

/** The caller's thread unless it was deleted or is an API key's. A stranger's id behaves like a missing one. */
export async function getOwnThread(ctx: Ctx, threadId: string): Promise<OwnThread> {
  const [thread] = isId(threadId)
    ? await ctx.db
        .select({
          id: threads.id,
          title: threads.title,
          pinned: sql<boolean>`${threads.pinnedAt} is not null`,
          archived: sql<boolean>`${threads.archivedAt} is not null`,
          categoryId: threads.categoryId,
          assistantId: threads.assistantId,
        })
        .from(threads)
        .where(and(isOwn(ctx), eq(threads.id, threadId)))
        .limit(1)
    : [];
  if (!thread) throw notFound();
  return thread;
}

type OwnThread = {
  id: string;
  title: string;
  pinned: boolean;
  archived: boolean;
  categoryId: string | null;
  assistantId: string | null;
};

/** The thread and those that were merged into it. */
function withMerged(conn: Conn, threadId: string) {
  return conn
    .select({ id: threads.id })
    .from(threads)
    .where(or(eq(threads.id, threadId), eq(threads.mergedIntoId, threadId)));
}

async function newestMessages(conn: Conn, threadId: string): Promise<MessageView[]> {
  const rows = await conn
    .select({
      ...viewColumns,
      id: messages.id,
      role: messages.role,
      content: messages.content,
      sentAt: messages.createdAt,
    })
    .from(messages)
    .leftJoin(runs, eq(runs.answerMessageId, sql`coalesce(${messages.copyOfId}, ${messages.id})`))
    .leftJoin(
      attempts,
      and(
        eq(attempts.runId, runs.id),
        eq(attempts.purpose, "answer"),
        sql`not exists (select 1 from attempts later where later.run_id = ${attempts.runId} and later.purpose = 'answer' and later.number > ${attempts.number})`,
      ),
    )
    .where(and(eq(messages.threadId, threadId), isShown))
    .orderBy(desc(messages.position))
    .limit(MESSAGES_SHOWN_MAX);
  return rows.reverse().flatMap<MessageView>(({ id, role, content, sentAt, ...run }) => {
    const base = { id, content, createdAt: sentAt };
    if (role === "user") return [{ ...base, role, run: null }];
    return hasRun(run) ? [{ ...base, role, run: toRunView(run) }] : [];
  });
}

type MaybeRun = { [K in keyof ViewRow]: ViewRow[K] | null };

function hasRun(row: MaybeRun): row is ViewRow {
  return row.runId !== null;
}
