import { type SQL, sql } from "drizzle-orm";

type End = { threadId: string; lastMessageId: string };

/**
 * The messages up to one, from it to the ones it follows, as a subquery of rows `(id, parent_id, position, role, content,
 * content_tokens, created_at, model, depth)`; at most `most` of them. What is said in another branch is not in it.
 */
export function pathTo({ threadId, lastMessageId }: End, most: number): SQL {
  const columns = sql`m.id, m.parent_id, m.position, m.role, m.content, m.content_tokens, m.created_at, m.copy_of_id, m.imported`;
  return sql`(
    with recursive path as (
      select ${columns}, 1 as depth from messages m
      where m.id = ${lastMessageId}::uuid and m.thread_id = ${threadId}::uuid
      union all
      select ${columns}, path.depth + 1 from path
      join messages m on m.id = path.parent_id and m.thread_id = ${threadId}::uuid
      where path.depth < ${most}::int)
    select path.*, coalesce(r.model, path.imported->>'model') as model from path
    left join runs r on r.answer_message_id = coalesce(path.copy_of_id, path.id))`;
}
