import { and, eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { invitations } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { findInvitation, isOpen } from "./find-invitation";
import { insertMember } from "./insert-member";
import { checkPassword, hashPassword } from "./password";
import { hashToken } from "./token";
import type { Profile } from "./types";

export type Acceptance = { token: string; name: string; email: string; password: string };

/** Makes the holder of an open invitation a member. An email named in the invitation wins over the given one. */
export async function acceptInvitation(db: Conn, input: Acceptance): Promise<Profile> {
  const invitation = await findInvitation(db, input);
  if (!invitation) throw noLongerOpen();
  const email = invitation.email ?? input.email;
  checkPassword(input.password, email);
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    const [claimed] = await tx
      .update(invitations)
      .set({ acceptedAt: sql`now()` })
      .where(and(eq(invitations.tokenHash, hashToken(input.token)), isOpen()))
      .returning({ id: invitations.id, role: invitations.role });
    if (!claimed) throw noLongerOpen();
    const member = await insertMember(tx, { email, name: input.name, role: claimed.role, passwordHash });
    await tx.update(invitations).set({ acceptedBy: member.userId }).where(eq(invitations.id, claimed.id));
    const subject = { kind: "member", id: member.userId, name: member.name };
    await recordAct(tx, member, { act: "member.join", subject, after: { role: claimed.role } });
    return member;
  });
}

function noLongerOpen(): AppError {
  return new AppError("not_found", "This invitation was used, revoked or is too old. Ask for a new one.");
}
