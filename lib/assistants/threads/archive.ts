import { sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import { getThreadRules } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { idleSince, momentOf } from "../lifecycle/days";
import { changeThreads, type Threads } from "./own";

/** Puts threads out of the way; they stay readable and found, and the next message brings one back. Throws `not_found`. */
export function archiveThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const archivedAt = sql`coalesce(${threads.archivedAt}, now())`;
  return changeThreads(ctx, threadIds, { archivedAt, pinnedAt: null });
}

/**
 * Takes threads out of the archive, back to where their last activity puts them. Those so old that they would be
 * archived again at once are kept. Throws `not_found`.
 */
export async function unarchiveThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const { archiveAfterDays } = await getThreadRules(ctx.db);
  if (archiveAfterDays === null) return changeThreads(ctx, threadIds, { archivedAt: null, deletesAt: null });
  const since = idleSince(await momentOf(ctx.db), archiveAfterDays).toISOString();
  const keptAt = sql`case when ${threads.lastActivityAt} < ${since}::timestamptz then now() else ${threads.keptAt} end`;
  return changeThreads(ctx, threadIds, { archivedAt: null, deletesAt: null, keptAt });
}
