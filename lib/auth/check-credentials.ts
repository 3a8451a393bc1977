import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";
import { type Credentials, findCredentials, forgiveAttempts, takeAttempt, verifyPassword } from "@/lib/org";

export type CredentialInput = { email: string; password: string; ip: string | null };

/**
 * The member whose email and password these are. Throws `unauthenticated` with one and the same sentence for an
 * unknown email, a wrong password and a disabled member, and `rate_limited` with the wait after too many tries.
 */
export async function checkCredentials(db: Conn, input: CredentialInput): Promise<Credentials> {
  await takeAttempt(db, input);
  const member = await findCredentials(db, input.email);
  const matches = await verifyPassword(member?.passwordHash ?? null, input.password);
  if (!member || !matches) {
    throw new AppError("unauthenticated", "The email or the password is wrong. Check both and try again.");
  }
  await forgiveAttempts(db, input);
  return member;
}
