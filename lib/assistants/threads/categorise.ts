import { categories } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isOwnCategory, noCategory } from "../categories/own";
import { changeThreads, type Threads } from "./own";

type Categorising = Threads & { categoryId: string | null };

/** Puts threads into one of the caller's categories, or into none. Throws `not_found` for a thread or a category. */
export async function categoriseThreads(ctx: Ctx, { threadIds, categoryId }: Categorising): Promise<Threads> {
  if (categoryId !== null && (await ctx.db.$count(categories, isOwnCategory(ctx, categoryId))) === 0) {
    throw noCategory();
  }
  return changeThreads(ctx, threadIds, { categoryId });
}
