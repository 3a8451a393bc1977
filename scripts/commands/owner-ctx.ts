import { eq } from "drizzle-orm";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { Conn } from "../../db/client";
import { users } from "../../db/schema";

/** Whoever may use the shell acts for the owner. */
export async function ownerCtx(db: Conn): Promise<Ctx> {
  const [owner] = await db
    .select({ userId: users.id, role: users.role })
    .from(users)
    .where(eq(users.role, "owner"))
    .orderBy(users.createdAt)
    .limit(1);
  if (!owner) throw new AppError("conflict", "There is no organisation yet: create it at /setup first.");
  return { db, actor: { ...owner, departmentId: null, via: "cli" } };
}
