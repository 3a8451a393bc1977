import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { forgiveAttempts, takeAttempt } from "./attempts";
import { checkPassword, hashPassword, verifyPassword } from "./password";
import type { Ctx } from "./types";

export type PasswordChange = { currentPassword: string; newPassword: string };

/** Changes one's own password and ends every session, this one too: the caller starts a new one. Tries are limited. */
export async function changePassword({ db, actor }: Ctx, input: PasswordChange): Promise<void> {
  const [member] = await db.select().from(users).where(eq(users.id, actor.userId));
  if (!member) throw new AppError("not_found", "This member does not exist.");
  const attempt = { email: member.email, ip: null };
  await takeAttempt(db, attempt);
  if (!(await verifyPassword(member.passwordHash, input.currentPassword))) {
    throw new AppError("invalid", "This is not your current password.", {
      details: { field: "currentPassword" },
    });
  }
  await forgiveAttempts(db, attempt);
  checkPassword(input.newPassword, member.email, "newPassword");
  const passwordHash = await hashPassword(input.newPassword);
  await db
    .update(users)
    .set({ passwordHash, sessionEpoch: sql`${users.sessionEpoch} + 1` })
    .where(eq(users.id, actor.userId));
}
