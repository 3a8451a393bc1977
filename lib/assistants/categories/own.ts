import { and, eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { categories } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { Category } from "../types";

/** One of the caller's categories. A stranger's id behaves like a missing one. Throws `not_found`. */
export async function getOwnCategory(ctx: Ctx, categoryId: string): Promise<Category> {
  const [category] = isId(categoryId)
    ? await ctx.db
        .select({ id: categories.id, name: categories.name, colour: categories.colour })
        .from(categories)
        .where(and(eq(categories.id, categoryId), eq(categories.userId, ctx.actor.userId)))
        .limit(1)
    : [];
  if (!category)
    throw new AppError("not_found", "This category does not exist any more: choose another one.");
  return category;
}
