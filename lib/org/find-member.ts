import { and, eq, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { users } from "@/db/schema";
import type { Profile } from "./types";

const profileColumns = { userId: users.id, name: users.name, email: users.email, role: users.role };

/** The member with this email in any letter case, disabled or not; for the command line, which needs no actor. */
export async function findMemberByEmail(
  db: Conn,
  email: string,
): Promise<(Profile & { disabled: boolean }) | null> {
  const row = await findRow(db, email);
  if (!row) return null;
  return {
    userId: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    disabled: row.disabledAt !== null,
  };
}

export type Credentials = Profile & { passwordHash: string; sessionEpoch: number };

/** What sign-in compares; null for a disabled member too. */
export async function findCredentials(db: Conn, email: string): Promise<Credentials | null> {
  const row = await findRow(db, email);
  if (!row || row.disabledAt) return null;
  const { id: userId, name, role, passwordHash, sessionEpoch } = row;
  return { userId, name, email: row.email, role, passwordHash, sessionEpoch };
}

/** The profile behind a session, or null once the member is disabled or the epoch has moved on. */
export async function findSessionProfile(
  db: Conn,
  session: { userId: string; sessionEpoch: number },
): Promise<Profile | null> {
  const [profile] = await db
    .select(profileColumns)
    .from(users)
    .where(
      and(
        eq(users.id, session.userId),
        eq(users.sessionEpoch, session.sessionEpoch),
        isNull(users.disabledAt),
      ),
    );
  return profile ?? null;
}

async function findRow(db: Conn, email: string) {
  const [row] = await db
    .select()
    .from(users)
    .where(sql`lower(${users.email}) = ${email.trim().toLowerCase()}`);
  return row;
}
