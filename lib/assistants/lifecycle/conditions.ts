import { sql } from "drizzle-orm";

/** So many threads are changed at once: locks are held for a moment only. */
export const PAGE = 500;

/** Of `threads t`: as the partial indexes have it, or they would not be used. */
export const isKept = sql`t.deleted_at is null and t.api_key_id is null and t.merged_into_id is null and not t.temporary`;

/** Nobody asked for it to stay where it is. */
export const isLeftAlone = sql`${isKept} and t.pinned_at is null and t.kept_at is null`;

export const isAnnounced = sql`${isKept} and t.deletes_at is not null`;

/** No answer is being written in it. */
export const isAtRest = sql`not exists (
  select 1 from runs r where r.thread_id = t.id and r.api_key_id is null
    and r.status in ('queued', 'in_progress', 'requires_action', 'cancelling'))`;
