import { asc, isNull } from "drizzle-orm";
import { storedProviders } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./admin-only";
import { PROVIDERS_MAX } from "./input";

/** The names and addresses of what admins added, also of what is paused. Throws `not_found` for a member. */
export async function listAddedProviders(ctx: Ctx): Promise<{ name: string; baseUrl: string }[]> {
  requireAdmin(ctx);
  const { name, baseUrl, removedAt, createdAt, id } = storedProviders;
  return ctx.db
    .select({ name, baseUrl })
    .from(storedProviders)
    .where(isNull(removedAt))
    .orderBy(asc(createdAt), asc(id))
    .limit(PROVIDERS_MAX * 2);
}
