import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { threads, usageThreads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { sumsOf } from "./sums";
import type { MemberMonth } from "./types";

const THREADS_MAX = 50;

/**
 * The actor's dearest threads of a month and the sum of all others, in one statement.
 * `firstDay` is how the roll-up names the month.
 */
export async function listMonthThreads(
  ctx: Ctx,
  firstDay: string,
): Promise<Pick<MemberMonth, "threads" | "otherThreads">> {
  const rows = await readThreads(ctx, firstDay);
  const listed: MemberMonth["threads"] = [];
  let otherThreads: MemberMonth["otherThreads"] = null;
  for (const { threadId, title, deleted, isApiKey, isTemporary, count, ...sum } of rows) {
    if (threadId === null) otherThreads = { count, sum };
    else listed.push({ threadId, title: deleted ? null : title, isApiKey, isTemporary, ...sum });
  }
  return { threads: listed, otherThreads };
}

function readThreads(ctx: Ctx, firstDay: string) {
  const { costPicoUsd, threadId } = usageThreads;
  const ranked = ctx.db.$with("ranked").as(
    ctx.db
      .select({
        ...getTableColumns(usageThreads),
        rank: sql<number>`row_number() over (order by ${costPicoUsd} desc, ${threadId})`.as("rank"),
      })
      .from(usageThreads)
      .where(and(eq(usageThreads.userId, ctx.actor.userId), eq(usageThreads.month, firstDay))),
  );
  const shownId = sql<
    string | null
  >`case when ${ranked.rank} <= ${sql.raw(String(THREADS_MAX))} then ${ranked.threadId} end`;
  return ctx.db
    .with(ranked)
    .select({
      threadId: shownId,
      title: sql<string>`min(${threads.title})`,
      deleted: sql<boolean>`bool_or(${threads.deletedAt} is not null)`,
      isApiKey: sql<boolean>`bool_or(${threads.apiKeyId} is not null)`,
      isTemporary: sql<boolean>`bool_or(${threads.temporary})`,
      count: sql<number>`count(*)`.mapWith(Number),
      ...sumsOf(ranked),
    })
    .from(ranked)
    .innerJoin(threads, eq(threads.id, ranked.threadId))
    .groupBy(shownId)
    .orderBy(sql`min(${ranked.rank})`);
}
