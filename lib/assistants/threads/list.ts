import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { fromPlace, readCursor, toPlace, writeCursor } from "@/db/cursor";
import { isId } from "@/db/id";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { ThreadListItem, ThreadListQuery, ThreadPage } from "../types";
import { isListed } from "./own";
import { PINNED_MAX } from "./pin";
import { threadSums } from "./sums";

const PAGE_DEFAULT = 40;
const PAGE_MAX = 100;

/** Of a thread without a key, so that the index of what is under way is read, which is small. */
const running = sql<boolean>`exists (
  select 1 from runs r where r.thread_id = "threads"."id" and r.api_key_id is null
    and r.status in ('queued', 'in_progress', 'requires_action', 'cancelling'))`;

const columns = {
  id: threads.id,
  title: threads.title,
  lastActivityAt: threads.lastActivityAt,
  pinned: sql<boolean>`${threads.pinnedAt} is not null`,
  archived: sql<boolean>`${threads.archivedAt} is not null`,
  categoryId: threads.categoryId,
  unread: sql<boolean>`${threads.lastActivityAt} > ${threads.seenAt}`,
  cost: sql<string>`sums.cost`,
  estimated: sql<string>`sums.estimated`,
  running,
};

/**
 * One page of the caller's threads: the latest active first, or of the archive the last archived. The cursor names the
 * last row of the page before; all pinned threads come with the first page.
 */
export async function listThreads(ctx: Ctx, query: ThreadListQuery = {}): Promise<ThreadPage> {
  const [pinned, page] = await Promise.all([listPinned(ctx, query), listPage(ctx, query)]);
  return { pinned, ...page };
}

async function listPinned(
  ctx: Ctx,
  { archived, categoryId, cursor }: ThreadListQuery,
): Promise<ThreadListItem[]> {
  if (archived || readCursor(cursor, "instant")) return [];
  const rows = await ctx.db
    .select(columns)
    .from(threads)
    .crossJoinLateral(threadSums)
    .where(and(isListed(ctx), isNull(threads.archivedAt), isNotNull(threads.pinnedAt), isIn(categoryId)))
    .orderBy(desc(threads.pinnedAt))
    .limit(PINNED_MAX);
  return rows.map(toItem);
}

async function listPage(ctx: Ctx, { archived, categoryId, cursor, limit: wanted }: ThreadListQuery) {
  const limit = Math.min(Math.max(wanted ?? PAGE_DEFAULT, 1), PAGE_MAX);
  const place = archived ? threads.archivedAt : threads.lastActivityAt;
  const kind = archived
    ? isNotNull(threads.archivedAt)
    : and(isNull(threads.archivedAt), isNull(threads.pinnedAt));
  const rows = await ctx.db
    .select({ ...columns, place: toPlace(place) })
    .from(threads)
    .crossJoinLateral(threadSums)
    .where(and(isListed(ctx), kind, isIn(categoryId), isAfter(place, cursor)))
    .orderBy(desc(place), desc(threads.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    threads: page.map(({ place: _, ...row }) => toItem(row)),
    nextCursor: last ? writeCursor({ by: last.place, id: last.id }) : null,
  };
}

function isIn(categoryId: string | undefined): SQL | undefined {
  if (categoryId === undefined) return undefined;
  return isId(categoryId) ? eq(threads.categoryId, categoryId) : sql`false`;
}

/** Follows the cursor's row in a list that goes by `column` and id, the last first. */
export function isAfter(column: AnyPgColumn, cursor: string | undefined): SQL | undefined {
  const place = readCursor(cursor, "instant");
  return place ? sql`(${column}, ${threads.id}) < ${fromPlace(place)}` : undefined;
}

type Row = Omit<ThreadListItem, "costPicoUsd" | "costIsExact"> & { cost: string; estimated: string };

function toItem({ cost, estimated, ...row }: Row): ThreadListItem {
  return { ...row, ...toCost({ cost, estimated }) };
}

export function toCost({ cost, estimated }: { cost: string; estimated: string }) {
  return { costPicoUsd: BigInt(cost), costIsExact: BigInt(estimated) === 0n };
}
