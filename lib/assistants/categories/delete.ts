import { eq } from "drizzle-orm";
import { categories } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { getOwnCategory } from "./own";

/** Deletes a category; its threads stay, in none. Throws `not_found`. */
export async function deleteCategory(ctx: Ctx, { categoryId }: { categoryId: string }): Promise<void> {
  const { id } = await getOwnCategory(ctx, categoryId);
  await ctx.db.delete(categories).where(eq(categories.id, id));
}
