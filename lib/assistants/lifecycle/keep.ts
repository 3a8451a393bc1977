import { and, isNotNull, sql } from "drizzle-orm";
import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { changeThreads, isListed, type Threads } from "../threads/own";

/** From then on a thread is neither archived nor deleted for its age. */
const kept = { keptAt: sql`coalesce(${threads.keptAt}, now())`, deletesAt: null };

/** Keeps threads, whatever their age. Throws `not_found`, `invalid`. */
export function keepThreads(ctx: Ctx, { threadIds }: Threads): Promise<Threads> {
  return changeThreads(ctx, threadIds, kept);
}

/** Keeps every thread of the caller's whose deletion is announced. Answers how many. */
export async function keepAllThreads(ctx: Ctx): Promise<{ kept: number }> {
  const rows = await ctx.db
    .update(threads)
    .set(kept)
    .where(and(isListed(ctx), isNotNull(threads.deletesAt)))
    .returning({ id: threads.id });
  return { kept: rows.length };
}
