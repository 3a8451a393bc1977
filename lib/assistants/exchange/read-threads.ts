import { and, asc, eq, gt, not, type SQL, sql } from "drizzle-orm";
import { categories, threads } from "@/db/schema";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { isShown } from "../context/history";
import { isOwn, isOwnOf, notFound } from "../threads/own";
import { threadSums } from "../threads/sums";
import type { Certainty } from "../types";
import { type FileHead, OWN_KEY } from "./format";

const THREADS_AT_ONCE = 50;

/** A thread as a file has it, and its id here. */
export type ReadThread = { threadId: string; head: FileHead };

/** The caller's threads that a file may have: also archived ones; none that are temporary. Null: all of them. */
function isWanted(ctx: Ctx, threadIds: readonly string[] | null): SQL | undefined {
  return and(threadIds ? isOwnOf(ctx, threadIds) : isOwn(ctx), not(threads.temporary));
}

/** Throws `not_found` unless all of these are threads of the caller's, `invalid` for none and for more than a hundred. */
export async function checkThreads(ctx: Ctx, threadIds: readonly string[]): Promise<{ titles: string[] }> {
  const rows = await ctx.db.select({ title: threads.title }).from(threads).where(isWanted(ctx, threadIds));
  if (rows.length !== threadIds.length) throw notFound();
  return { titles: rows.map(({ title }) => title) };
}

/** The wanted threads in the order of their ids, page by page as they are asked for. */
export async function* readThreads(
  ctx: Ctx,
  threadIds: readonly string[] | null,
): AsyncGenerator<ReadThread> {
  for (let after: string | null = null; ; ) {
    const rows = await readPage(ctx, threadIds, after);
    for (const row of rows) yield toThread(row);
    const last = rows.at(-1);
    if (!last || rows.length < THREADS_AT_ONCE) return;
    after = last.threadId;
  }
}

function readPage(ctx: Ctx, threadIds: readonly string[] | null, after: string | null) {
  return ctx.db
    .select({
      threadId: threads.id,
      importKey: threads.importKey,
      title: threads.title,
      category: { name: categories.name, colour: categories.colour },
      createdAt: threads.createdAt,
      lastActivityAt: threads.lastActivityAt,
      pinnedAt: threads.pinnedAt,
      archivedAt: threads.archivedAt,
      messages: sql<string>`(select count(*) from messages where messages.thread_id = ${threads.id} and ${isShown})`,
      tokens: sql<string>`sums.tokens`,
      cost: sql<string>`sums.cost`,
      estimated: sql<string>`sums.estimated`,
      hasUnpriced: sql<boolean>`${HAS_UNPRICED}`,
    })
    .from(threads)
    .leftJoin(categories, eq(categories.id, threads.categoryId))
    .crossJoinLateral(threadSums)
    .where(and(isWanted(ctx, threadIds), after ? gt(threads.id, after) : undefined))
    .orderBy(asc(threads.id))
    .limit(THREADS_AT_ONCE);
}

/** Whether a part of it had no price; what that part cost is in no sum. */
const HAS_UNPRICED = sql`exists (
  select 1 from (
    select "threads"."id", "threads"."imported_certainty" union all
    select p.id, p.imported_certainty from threads p where p.merged_into_id = "threads"."id") part
  where part.imported_certainty = 'unpriced' or exists (
    select 1 from runs r join attempts a on a.run_id = r.id
    where r.thread_id = part.id and a.certainty = 'unpriced'))`;

type Row = Awaited<ReturnType<typeof readPage>>[number];

function toThread({ threadId, importKey, tokens, cost, messages, ...row }: Row): ReadThread {
  const { title, category } = row;
  return {
    threadId,
    head: {
      // A thread that came from a file keeps the id that it had there, wherever it goes.
      id: importKey?.startsWith(OWN_KEY) ? importKey.slice(OWN_KEY.length) : threadId,
      ...{ title, category },
      createdAt: row.createdAt.toISOString(),
      lastActivityAt: row.lastActivityAt.toISOString(),
      pinnedAt: row.pinnedAt?.toISOString() ?? null,
      archivedAt: row.archivedAt?.toISOString() ?? null,
      totals: {
        messages: Number(messages),
        tokens: Number(tokens),
        costUsd: toDecimalUsd(BigInt(cost)),
        certainty: certaintyOf(row),
      },
    },
  };
}

function certaintyOf({ hasUnpriced, estimated }: Pick<Row, "hasUnpriced" | "estimated">): Certainty {
  if (hasUnpriced) return "unpriced";
  return BigInt(estimated) === 0n ? "exact" : "estimated";
}
