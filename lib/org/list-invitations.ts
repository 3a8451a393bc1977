import { desc, eq } from "drizzle-orm";
import { invitations, users } from "@/db/schema";
import { requireAdmin } from "./admin";
import { isOpen } from "./find-invitation";
import type { Ctx, InvitationListItem } from "./types";

const LISTED_MAX = 100;

/** The open invitations, the newest first, at most 100. */
export async function listInvitations(ctx: Ctx): Promise<InvitationListItem[]> {
  requireAdmin(ctx);
  return ctx.db
    .select({
      invitationId: invitations.id,
      email: invitations.email,
      role: invitations.role,
      invitedByName: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(isOpen())
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
    .limit(LISTED_MAX);
}
