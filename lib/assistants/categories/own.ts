import { and, eq, type SQL } from "drizzle-orm";
import { isId } from "@/db/id";
import { categories } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

/** The category, if it is the caller's. A stranger's id behaves like a missing one: throws `not_found` for what is no id. */
export function isOwnCategory({ actor }: Ctx, categoryId: string): SQL | undefined {
  if (!isId(categoryId)) throw noCategory();
  return and(eq(categories.id, categoryId), eq(categories.userId, actor.userId));
}

export function noCategory(): AppError {
  return new AppError("not_found", "This category does not exist any more: choose another one.");
}
