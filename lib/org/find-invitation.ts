import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { invitations, users } from "@/db/schema";
import { hashToken } from "./token";
import type { InvitationView } from "./types";

/** The open invitation of a token; null when it was used, revoked, is too old or never existed. */
export async function findInvitation(db: Conn, { token }: { token: string }): Promise<InvitationView | null> {
  const [row] = await db
    .select({ email: invitations.email, role: invitations.role, invitedByName: users.name })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.tokenHash, hashToken(token)), isOpen()));
  return row ?? null;
}

export function isOpen(): SQL | undefined {
  return and(
    isNull(invitations.acceptedAt),
    isNull(invitations.revokedAt),
    sql`${invitations.expiresAt} > now()`,
  );
}
