import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { lockOrganisation, requireAdmin } from "./admin";
import { getChangeable, keepAnOwner } from "./changeable";
import { revokeInvitationsOf } from "./revoke-invitation";
import type { Ctx } from "./types";

/**
 * Ends a member's sessions and keeps them out; what they spent stays in every total. Their open invitations are
 * revoked for good: answers how many. Null where they were disabled already.
 */
export async function disableMember(
  ctx: Ctx,
  { userId }: { userId: string },
): Promise<{ invitations: number } | null> {
  requireAdmin(ctx);
  if (userId === ctx.actor.userId) {
    throw new AppError("conflict", "You cannot disable yourself. Ask another admin to do it.");
  }
  return ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    const member = await getChangeable({ ...ctx, db: tx }, userId);
    if (member.disabled) return null;
    if (member.role === "owner") await keepAnOwner(tx, userId);
    await tx
      .update(users)
      .set({ disabledAt: sql`now()`, sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, userId));
    const revoked = await revokeInvitationsOf(tx, userId);
    const subject = { kind: "member", id: userId, name: member.name };
    await recordAct(tx, ctx.actor, { act: "member.disable", subject });
    return { invitations: revoked };
  });
}
