import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Branch } from "../types";

/**
 * Where the newest shown messages of a thread stand among those that follow the same message, by id; only those that
 * are not alone. A cut answer that was gone on with does not count: the one that goes on has its text.
 */
export async function listBranches(
  conn: Conn,
  threadId: string,
  messagesMax: number,
): Promise<Map<string, Branch>> {
  const rows = await conn.execute<Row>(sql`
    select page.id, branch.index, branch.count, branch.previous_id, branch.next_id
    from (select m.id, m.parent_id, m.position from messages m where m.thread_id = ${threadId}::uuid and m.shown
      order by m.position desc limit ${messagesMax}) page
    cross join lateral (
      select count(*)::int as count, count(*) filter (where s.position <= page.position)::int as index,
        (array_agg(s.id order by s.position desc) filter (where s.position < page.position))[1] as previous_id,
        (array_agg(s.id order by s.position) filter (where s.position > page.position))[1] as next_id
      from (
        select m.id, m.position from messages m where m.parent_id = page.parent_id
        union all
        select m.id, m.position from messages m
        where page.parent_id is null and m.thread_id = ${threadId}::uuid and m.parent_id is null) s
      where not exists (select 1 from messages later where later.continues_id = s.id)) branch
    where branch.count > 1`);
  return new Map(rows.map((row) => [row.id, toBranch(row)]));
}

type Row = { id: string; index: number; count: number; previous_id: string | null; next_id: string | null };

function toBranch({ index, count, previous_id: previousId, next_id: nextId }: Row): Branch {
  return { index, count, previousId, nextId };
}
