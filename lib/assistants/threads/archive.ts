import { sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { changed, isOwnOf } from "./own";

type Threads = { threadIds: string[] };

/** Puts threads out of the way; they stay readable and found, and the next message brings one back. Throws `not_found`. */
export async function archiveThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const rows = await ctx.db
    .update(threads)
    .set({ archivedAt: sql`coalesce(${threads.archivedAt}, now())`, pinnedAt: null })
    .where(isOwnOf(ctx, threadIds))
    .returning({ id: threads.id });
  return changed(rows);
}

/** Takes threads out of the archive, back to where their last activity puts them. Throws `not_found`. */
export async function unarchiveThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const rows = await ctx.db
    .update(threads)
    .set({ archivedAt: null })
    .where(isOwnOf(ctx, threadIds))
    .returning({ id: threads.id });
  return changed(rows);
}
