import { and, eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { invitations } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { isOpen } from "./find-invitation";
import type { Ctx } from "./types";

/** Closes an open invitation; its link stops working at once. */
export async function revokeInvitation(ctx: Ctx, { invitationId }: { invitationId: string }): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(invitations.id, invitationId), isOpen()))
      .returning({ email: invitations.email, role: invitations.role });
    if (!revoked) throw new AppError("not_found", "This invitation is not open any more.");
    const subject = { kind: "invitation", id: invitationId, name: revoked.email };
    await recordAct(tx, ctx.actor, { act: "invitation.revoke", subject, before: { role: revoked.role } });
  });
}

/** Who may no longer invite leaves no open links behind. Answers how many there were. */
export async function revokeInvitationsOf(db: Conn, userId: string): Promise<number> {
  const revoked = await db
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.invitedBy, userId), isOpen()))
    .returning({ id: invitations.id });
  return revoked.length;
}
