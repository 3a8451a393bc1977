import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { attempts, messages, runs, threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { getThreadAssistant } from "../assistants/of-thread";
import { listAttachedTo } from "../attachments/read";
import { isShown } from "../context/history";
import { ACTIVE_STATUSES } from "../runs/settle-writes";
import { toRunView, type ViewRow, viewColumns } from "../runs/view";
import type { MessageView, ThreadView } from "../types";
import { toImportedView } from "./imported";
import { listBranches } from "./list-branches";
import { isOwn, notFound } from "./own";
import { threadSums } from "./sums";

export const MESSAGES_SHOWN_MAX = 200;

/** One of the caller's threads with its newest messages and its totals. Throws `not_found`. */
export async function getThread(ctx: Ctx, input: { threadId: string }): Promise<ThreadView> {
  const { assistantId, ...thread } = await getOwnThread(ctx, input.threadId);
  const shown = and(eq(messages.threadId, thread.id), isShown);
  const [newest, assistant, branches, messageCount, [sums], [active]] = await Promise.all([
    newestMessages(ctx.db, thread.id),
    assistantId === null ? null : getThreadAssistant(ctx, assistantId),
    listBranches(ctx.db, thread.id, MESSAGES_SHOWN_MAX),
    ctx.db.$count(messages, shown),
    ctx.db
      .select({
        tokens: sql<string>`sums.tokens`,
        cost: sql<string>`sums.cost`,
        estimated: sql<string>`sums.estimated`,
      })
      .from(threads)
      .crossJoinLateral(threadSums)
      .where(eq(threads.id, thread.id)),
    ctx.db
      .select({ id: runs.id })
      .from(runs)
      .where(and(eq(runs.threadId, thread.id), inArray(runs.status, [...ACTIVE_STATUSES])))
      .limit(1),
  ]);
  return {
    ...thread,
    assistant,
    messages: newest.map((message) => ({ ...message, branch: branches.get(message.id) ?? null })),
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
          temporary: threads.temporary,
        })
        .from(threads)
        .where(and(isOwn(ctx), eq(threads.id, threadId)))
        .limit(1)
    : [];
  if (!thread) throw notFound();
  return thread;
}

type OwnThread = Pick<ThreadView, "id" | "title" | "pinned" | "archived" | "categoryId" | "temporary"> & {
  assistantId: string | null;
};

async function newestMessages(conn: Conn, threadId: string): Promise<Unbranched[]> {
  const rows = await conn
    .select({
      ...viewColumns,
      id: messages.id,
      role: messages.role,
      content: messages.content,
      imported: messages.imported,
      sentAt: messages.createdAt,
      rating: messages.rating,
      ratingNote: messages.ratingNote,
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
  const questions = rows.filter(({ role }) => role === "user");
  const attached = await listAttachedTo(
    conn,
    questions.map(({ id }) => id),
  );
  return rows
    .reverse()
    .map<Unbranched>(({ id, role, content, sentAt, imported, rating, ratingNote, ...run }) => {
      const base = { id, content, createdAt: sentAt };
      if (role === "user") {
        return { ...base, role, attachments: attached.get(id) ?? [], run: null, imported: null };
      }
      const isOurs = hasRun(run);
      return {
        ...base,
        role,
        run: isOurs ? toRunView(run) : null,
        imported: isOurs ? null : toImportedView(imported),
        rated: rating && { rating, note: ratingNote },
      };
    });
}

type Unbranched = WithoutBranch<MessageView>;
type WithoutBranch<T> = T extends unknown ? Omit<T, "branch"> : never;

type MaybeRun = { [K in keyof ViewRow]: ViewRow[K] | null };

function hasRun(row: MaybeRun): row is ViewRow {
  return row.runId !== null;
}
