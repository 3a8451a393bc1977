import { sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { changeThreads, type Threads } from "../threads/own";
import { isAnnounced } from "./conditions";

/** From then on a thread is neither archived nor deleted for its age. */
const kept = { keptAt: sql`coalesce(${threads.keptAt}, now())`, deletesAt: null };

/** Keeps threads, whatever their age. Throws `not_found`, `invalid`. */
export function keepThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  return changeThreads(ctx, threadIds, kept);
}

/** Keeps every thread of the caller's whose deletion is announced. Answers how many. */
export async function keepAllThreads({ db, actor }: Ctx): Promise<{ kept: number }> {
  const rows = await db.execute(sql`
    with due as (
      select t.id from threads t where t.user_id = ${actor.userId}::uuid and ${isAnnounced}
      order by t.id for no key update of t)
    update threads set kept_at = coalesce(kept_at, now()), deletes_at = null from due
    where threads.id = due.id returning threads.id`);
  return { kept: rows.length };
}
