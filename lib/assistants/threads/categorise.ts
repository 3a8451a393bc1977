import { threads } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { getOwnCategory } from "../categories/own";
import { changed, isOwnOf } from "./own";

type Categorising = { threadIds: string[]; categoryId: string | null };

/** Puts threads into one of the caller's categories, or into none. Throws `not_found` for a thread or a category. */
export async function categoriseThreads(
  ctx: Ctx,
  { threadIds, categoryId }: Categorising,
): Promise<{ threadIds: string[] }> {
  if (categoryId !== null) await getOwnCategory(ctx, categoryId);
  const rows = await ctx.db
    .update(threads)
    .set({ categoryId })
    .where(isOwnOf(ctx, threadIds))
    .returning({ id: threads.id });
  return changed(rows);
}
