import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { CATEGORIES_MAX } from "./list";

const COUNTED_MAX = 1_000;

/** How many threads each of the caller's categories holds, archived ones too; counted up to 1,000. */
export async function countCategories({
  db,
  actor,
}: Ctx): Promise<{ categoryId: string; threads: number }[]> {
  return [
    ...(await db.execute<{ categoryId: string; threads: number }>(sql`
      select c.id as "categoryId", counted.threads from categories c
      cross join lateral (
        select count(*)::int as threads from (
          select 1 from threads t where t.category_id = c.id and t.deleted_at is null and t.api_key_id is null
            and t.merged_into_id is null and not t.temporary limit ${COUNTED_MAX}) found) counted
      where c.user_id = ${actor.userId}::uuid order by lower(c.name) limit ${CATEGORIES_MAX}`)),
  ];
}
