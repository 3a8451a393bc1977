import { eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

/** For an admin: what reads the member's own figures. Throws `not_found`, to members also for themselves. */
export async function asMember({ db, actor }: Ctx, userId: string): Promise<Ctx> {
  const isMember = isId(userId) && (await db.$count(users, eq(users.id, userId))) > 0;
  if (actor.role === "member" || !isMember) throw new AppError("not_found", "There is no such member.");
  return { db, actor: { userId, role: "member", departmentId: null } };
}
