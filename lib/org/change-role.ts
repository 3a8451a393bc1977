import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { lockOrganisation, requireAdmin } from "./admin";
import { getChangeable, keepAnOwner } from "./changeable";
import { revokeInvitationsOf } from "./revoke-invitation";
import type { Ctx, Role } from "./types";

/** Gives a member another role and ends their sessions. Owners are made and unmade by owners; the last one stays. */
export async function changeRole(ctx: Ctx, { userId, role }: { userId: string; role: Role }): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    const member = await getChangeable({ ...ctx, db: tx }, userId);
    if (member.role === role) return;
    if (role === "owner" && ctx.actor.role !== "owner") {
      throw new AppError("forbidden", "Only an owner can make another owner.");
    }
    if (member.role === "owner") await keepAnOwner(tx, userId);
    await tx
      .update(users)
      .set({ role, sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, userId));
    if (role === "member") await revokeInvitationsOf(tx, userId);
    await recordAct(tx, ctx.actor, {
      act: "member.role",
      subject: { kind: "member", id: userId, name: member.name },
      before: { role: member.role },
      after: { role },
    });
  });
}
