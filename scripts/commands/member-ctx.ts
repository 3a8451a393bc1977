import { AppError } from "@/lib/errors";
import { findMemberByEmail } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import type { Db } from "../../db/client";

/** Whoever may use the shell may act for any member. */
export async function memberCtx(db: Db, email: string): Promise<Ctx> {
  const member = await findMemberByEmail(db, email);
  if (!member || member.disabled) {
    throw new AppError("not_found", `There is no active member with the email ${email}.`);
  }
  return { db, actor: { userId: member.userId, role: member.role, departmentId: null, via: "cli" } };
}
