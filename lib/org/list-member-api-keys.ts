import { isId } from "@/db/id";
import { requireAdmin } from "./admin";
import { readApiKeys } from "./list-api-keys";
import type { ApiKeyListItem, Ctx } from "./types";

/** The keys of a member that still work, the newest first. Admins only. */
export async function listMemberApiKeys(ctx: Ctx, { userId }: { userId: string }): Promise<ApiKeyListItem[]> {
  requireAdmin(ctx);
  return isId(userId) ? readApiKeys(ctx.db, userId) : [];
}
