import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import type { SimilarThread } from "../types";
import { getOwnThread } from "./get";

/** So many of the newest are compared, pinned ones and others apart. */
const COMPARED_MAX = 200;
const FOUND_MAX = 5;
/** How alike two titles are, by trigrams, from which their threads may be about the same. */
const LIKENESS_MIN = 0.4;

type Row = {
  id: string;
  title: string;
  pinned: boolean;
  category_id: string | null;
  last_activity_at: string;
};

/**
 * Those of the caller's newest threads whose titles are nearly the same as this one's, the most alike first. Reads two
 * ranges of one member's indexes, whatever others have. Throws `not_found`.
 */
export async function listSimilarThreads(ctx: Ctx, input: { threadId: string }): Promise<SimilarThread[]> {
  const { id, title } = await getOwnThread(ctx, input.threadId);
  if (!title) return [];
  const { userId } = ctx.actor;
  const newest = (isPinned: boolean) => sql`(
    select id, title, ${isPinned}::boolean as pinned, category_id, last_activity_at from threads
    where user_id = ${userId}::uuid and deleted_at is null and api_key_id is null and merged_into_id is null
      and not temporary and archived_at is null and pinned_at is ${isPinned ? sql`not null` : sql`null`}
    order by ${isPinned ? sql`pinned_at desc` : sql`last_activity_at desc, id desc`} limit ${COMPARED_MAX})`;
  const rows = await ctx.db.execute<Row>(sql`
    select id, title, pinned, category_id, last_activity_at
    from (${newest(false)} union all ${newest(true)}) own
    where id <> ${id}::uuid and similarity(title, ${title}) >= ${LIKENESS_MIN}
    order by similarity(title, ${title}) desc, last_activity_at desc limit ${FOUND_MAX}`);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    pinned: row.pinned,
    archived: false,
    categoryId: row.category_id,
  }));
}
