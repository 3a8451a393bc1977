import { eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { selectMembers } from "./select-members";
import type { Ctx, MemberListItem } from "./types";

/** One member as the list of members shows them. Admins only; throws `not_found`. */
export async function getMember(ctx: Ctx, { userId }: { userId: string }): Promise<MemberListItem> {
  requireAdmin(ctx);
  const [member] = isId(userId) ? await selectMembers(ctx.db).where(eq(users.id, userId)) : [];
  if (!member) throw new AppError("not_found", "This member does not exist.");
  return member;
}
