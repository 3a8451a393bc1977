import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";

/** How many of the caller's threads are archived, counted up to `most`. */
export async function countArchived({ db, actor }: Ctx, { most }: { most: number }): Promise<number> {
  const [row] = await db.execute<{ threads: number }>(sql`
    select count(*)::int as threads from (
      select 1 from threads t
      where t.user_id = ${actor.userId}::uuid and t.deleted_at is null and t.api_key_id is null
        and t.merged_into_id is null and not t.temporary and t.archived_at is not null
      limit ${most}) found`);
  return row?.threads ?? 0;
}
