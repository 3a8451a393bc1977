import { categories } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { isOwnCategory, noCategory } from "./own";

/** Deletes a category; its threads stay, in none. Throws `not_found`. */
export async function deleteCategory(ctx: Ctx, { categoryId }: { categoryId: string }): Promise<void> {
  const deleted = await ctx.db
    .delete(categories)
    .where(isOwnCategory(ctx, categoryId))
    .returning({ id: categories.id });
  if (deleted.length === 0) throw noCategory();
}
