import { and, eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { invitations } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { isOpen } from "./find-invitation";
import type { Ctx } from "./types";

/** Closes an open invitation; its link stops working at once. */
export async function revokeInvitation(ctx: Ctx, { invitationId }: { invitationId: string }): Promise<void> {
  requireAdmin(ctx);
  const revoked = await ctx.db
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.id, invitationId), isOpen()))
    .returning({ id: invitations.id });
  if (revoked.length === 0) throw new AppError("not_found", "This invitation is not open any more.");
}

/** Who may no longer invite leaves no open links behind. */
export async function revokeInvitationsOf(db: Conn, userId: string): Promise<void> {
  await db
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.invitedBy, userId), isOpen()));
}
