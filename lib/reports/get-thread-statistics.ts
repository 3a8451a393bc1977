import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { entries, messages, threads } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { pointsOf } from "./thread-points";
import type { ThreadStatistics, ThreadUsage } from "./types";

/**
 * What one of the caller's threads has used and cost, with those that were merged into it: by model, by purpose and
 * over time, all from the same rows of the ledger. Throws `not_found`.
 */
export async function getThreadStatistics(
  ctx: Ctx,
  { threadId, timeZone = getEnv().ORG_TIME_ZONE }: { threadId: string; timeZone?: string },
): Promise<ThreadStatistics> {
  const thread = await getOwn(ctx, threadId);
  const [said, groups] = await Promise.all([
    countMessages(ctx.db, thread.threadId),
    readGroups(ctx.db, thread.threadId),
  ]);
  const total = groups.find(({ day, purpose }) => day === null && purpose === null);
  const days = groups.flatMap(({ day, ...sum }) => (day === null ? [] : [{ day, ...usageIn(sum) }]));
  return {
    ...thread,
    ...said,
    timeZone,
    total: total ? usageIn(total) : NOTHING,
    models: groups
      .flatMap(({ provider, model, purpose, ...sum }) =>
        purpose === "answer" ? [{ provider: provider ?? "", model: model ?? "", ...usageIn(sum) }] : [],
      )
      .sort(dearestFirst),
    overhead: overheadOf(groups),
    ...pointsOf(days),
  };
}

async function getOwn({ db, actor }: Ctx, threadId: string) {
  const [thread] = isId(threadId)
    ? await db
        .select({
          threadId: threads.id,
          importedPicoUsd: threads.importedPicoUsd,
          importedTokens: threads.importedTokens,
        })
        .from(threads)
        .where(
          and(
            eq(threads.id, threadId),
            eq(threads.userId, actor.userId),
            isNull(threads.deletedAt),
            isNull(threads.mergedIntoId),
            isNull(threads.apiKeyId),
          ),
        )
    : [];
  if (!thread) throw new AppError("not_found", "This thread does not exist or was deleted.");
  return thread;
}

async function countMessages(conn: Conn, threadId: string) {
  const ofRole = (role: "user" | "assistant") =>
    sql<number>`count(*) filter (where ${messages.role} = ${role} and ${messages.shown})`.mapWith(Number);
  const [row] = await conn
    .select({
      questions: ofRole("user"),
      answers: ofRole("assistant"),
      inOtherBranches: sql<number>`count(*) filter (where not ${messages.shown})`.mapWith(Number),
    })
    .from(messages)
    .where(eq(messages.threadId, threadId));
  return row ?? { questions: 0, answers: 0, inOtherBranches: 0 };
}

/** One statement for all groups, so that they are sums of the same rows. */
function readGroups(conn: Conn, threadId: string) {
  const { day, provider, model, purpose } = entries;
  const sum = (column: (typeof entries)["inputTokens" | "costPicoUsd"] | ReturnType<typeof sql>) =>
    sql`coalesce(sum(${column}), 0)`;
  const all = conn
    .select({ id: threads.id })
    .from(threads)
    .where(or(eq(threads.id, threadId), eq(threads.mergedIntoId, threadId)));
  return conn
    .select({
      day: sql<string | null>`${day}`,
      provider: sql<string | null>`${provider}`,
      model: sql<string | null>`${model}`,
      purpose: sql<string | null>`${purpose}`,
      calls: sql`count(*) filter (where ${entries.kind} = 'usage')`.mapWith(Number),
      inputTokens: sum(entries.inputTokens).mapWith(Number),
      cachedInputTokens: sum(sql`${entries.cachedInputTokens}`).mapWith(Number),
      outputTokens: sum(sql`${entries.outputTokens}`).mapWith(Number),
      reasoningTokens: sum(sql`${entries.reasoningTokens}`).mapWith(Number),
      costPicoUsd: sum(entries.costPicoUsd).mapWith(BigInt),
      estimatedPicoUsd:
        sql`coalesce(sum(${entries.costPicoUsd}) filter (where ${entries.certainty} <> 'exact'), 0)`.mapWith(
          BigInt,
        ),
      unpricedCalls: sql`count(*) filter (where ${entries.certainty} = 'unpriced')`.mapWith(Number),
    })
    .from(entries)
    .where(inArray(entries.threadId, all))
    .groupBy(sql`grouping sets ((), (${day}), (${provider}, ${model}, ${purpose}))`);
}

type Group = Awaited<ReturnType<typeof readGroups>>[number];

/** What was not for an answer, by purpose. */
function overheadOf(groups: readonly Group[]): ThreadStatistics["overhead"] {
  const sums = new Map<string, ThreadUsage>();
  for (const { purpose, ...sum } of groups) {
    if (purpose === null || purpose === "answer") continue;
    sums.set(purpose, plus(sums.get(purpose) ?? NOTHING, usageIn(sum)));
  }
  return [...sums].map(([purpose, sum]) => ({ purpose, ...sum })).sort(dearestFirst);
}

const NOTHING: ThreadUsage = {
  ...{ calls: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 },
  ...{ costPicoUsd: 0n, estimatedPicoUsd: 0n, unpricedCalls: 0 },
};

function usageIn(row: ThreadUsage): ThreadUsage {
  return plus(NOTHING, row);
}

function plus(a: ThreadUsage, b: ThreadUsage): ThreadUsage {
  return {
    calls: a.calls + b.calls,
    inputTokens: a.inputTokens + b.inputTokens,
    cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    reasoningTokens: a.reasoningTokens + b.reasoningTokens,
    costPicoUsd: a.costPicoUsd + b.costPicoUsd,
    estimatedPicoUsd: a.estimatedPicoUsd + b.estimatedPicoUsd,
    unpricedCalls: a.unpricedCalls + b.unpricedCalls,
  };
}

function dearestFirst(a: ThreadUsage, b: ThreadUsage): number {
  return a.costPicoUsd === b.costPicoUsd ? b.calls - a.calls : a.costPicoUsd > b.costPicoUsd ? -1 : 1;
}
