import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { ThreadPage } from "../types";

const PAGE_DEFAULT = 40;
const PAGE_MAX = 100;

const cost = sql<string>`(select coalesce(sum(cost_pico_usd), 0) from usage_threads u where u.thread_id = "threads"."id")`;
const estimated = sql<string>`(select coalesce(sum(estimated_pico_usd), 0) from usage_threads u where u.thread_id = "threads"."id")`;
const running = sql<boolean>`exists (
  select 1 from runs r where r.thread_id = "threads"."id" and r.status in ('queued', 'in_progress', 'requires_action', 'cancelling'))`;

/** One page of the caller's threads, the latest active first; the cursor names the last row of the page before. */
export async function listThreads(
  ctx: Ctx,
  input: { cursor?: string | undefined; limit?: number | undefined } = {},
): Promise<ThreadPage> {
  const limit = Math.min(Math.max(input.limit ?? PAGE_DEFAULT, 1), PAGE_MAX);
  const after = input.cursor ? parseCursor(input.cursor) : null;
  const rows = await ctx.db
    .select({
      id: threads.id,
      title: threads.title,
      lastActivityAt: threads.lastActivityAt,
      cost,
      estimated,
      running,
    })
    .from(threads)
    .where(
      and(
        eq(threads.userId, ctx.actor.userId),
        isNull(threads.deletedAt),
        isNull(threads.apiKeyId),
        after
          ? sql`(${threads.lastActivityAt}, ${threads.id}) < (${after.at}::timestamptz, ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(threads.lastActivityAt), desc(threads.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    threads: page.map(({ cost, estimated, ...row }) => ({
      ...row,
      costPicoUsd: BigInt(cost),
      costIsExact: BigInt(estimated) === 0n,
    })),
    nextCursor: last ? `${last.lastActivityAt.toISOString()}_${last.id}` : null,
  };
}

const CURSOR = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/;

function parseCursor(cursor: string): { at: string; id: string } {
  const match = CURSOR.exec(cursor);
  const [, at = "", id = ""] = match ?? [];
  if (!isId(id) || Number.isNaN(Date.parse(at)))
    throw new AppError("invalid", "This page of threads does not exist: reload the list.");
  return { at, id };
}
