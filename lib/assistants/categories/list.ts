import { asc, eq, sql } from "drizzle-orm";
import { categories } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { Category } from "../types";

export const CATEGORIES_MAX = 50;

/** The caller's categories by name. */
export async function listCategories(ctx: Ctx): Promise<Category[]> {
  return ctx.db
    .select({ id: categories.id, name: categories.name, colour: categories.colour })
    .from(categories)
    .where(eq(categories.userId, ctx.actor.userId))
    .orderBy(asc(sql`lower(${categories.name})`))
    .limit(CATEGORIES_MAX);
}
