import { sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { changeThreads, type Threads } from "./own";

/** Puts threads out of the way; they stay readable and found, and the next message brings one back. Throws `not_found`. */
export function archiveThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  const archivedAt = sql`coalesce(${threads.archivedAt}, now())`;
  return changeThreads(ctx, threadIds, { archivedAt, pinnedAt: null });
}

/** Takes threads out of the archive, back to where their last activity puts them. Throws `not_found`. */
export function unarchiveThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  return changeThreads(ctx, threadIds, { archivedAt: null });
}
