import { and, desc, eq, sql } from "drizzle-orm";
import { categories, threads, usageThreads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { spanOf } from "./span";
import { sumPicoUsd, sumsOf } from "./sums";
import type { CategorySum, ReportInput } from "./types";

/** More drawers than a member can have. */
const ROWS_MAX = 500;

/** The actor's month by the categories that their threads are in now, the dearest first; together they are the total. */
export function listCategoryCosts(ctx: Ctx, input: ReportInput = {}): Promise<CategorySum[]> {
  const isApiKey = sql<boolean>`${threads.apiKeyId} is not null`;
  return ctx.db
    .select({
      categoryId: categories.id,
      name: categories.name,
      colour: categories.colour,
      isApiKey,
      ...sumsOf(usageThreads),
    })
    .from(usageThreads)
    .innerJoin(threads, eq(threads.id, usageThreads.threadId))
    .leftJoin(categories, eq(categories.id, threads.categoryId))
    .where(and(eq(usageThreads.userId, ctx.actor.userId), eq(usageThreads.month, spanOf(input).firstDay)))
    .groupBy(categories.id, isApiKey)
    .orderBy(desc(sumPicoUsd(usageThreads.costPicoUsd)), categories.id, isApiKey)
    .limit(ROWS_MAX);
}
