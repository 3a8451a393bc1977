import { newId } from "@/db/id";
import { invitations } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { readField } from "./fields";
import { findMemberByEmail } from "./find-member";
import { hashToken, newToken } from "./token";
import type { Ctx } from "./types";

export const INVITATION_DAYS = 7;
const DAY_MS = 86_400_000;

export type NewInvitation = { role: "admin" | "member"; email?: string | undefined };

/** An invitation for one person. The token is in the answer and nowhere else: only its SHA-256 is stored. */
export async function createInvitation(
  ctx: Ctx,
  input: NewInvitation,
): Promise<{ invitationId: string; token: string; expiresAt: Date }> {
  requireAdmin(ctx);
  const email = input.email ? readField("email", input.email) : null;
  if (email && (await findMemberByEmail(ctx.db, email))) {
    throw new AppError("conflict", "A member with this email exists already.", {
      details: { field: "email" },
    });
  }
  const token = newToken();
  const row = {
    id: newId(),
    tokenHash: hashToken(token),
    email,
    role: input.role,
    invitedBy: ctx.actor.userId,
    expiresAt: new Date(Date.now() + INVITATION_DAYS * DAY_MS),
  };
  await ctx.db.transaction(async (tx) => {
    await tx.insert(invitations).values(row);
    const subject = { kind: "invitation", id: row.id, name: email };
    await recordAct(tx, ctx.actor, { act: "invitation.create", subject, after: { role: input.role } });
  });
  return { invitationId: row.id, token, expiresAt: row.expiresAt };
}
