import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Ctx } from "./types";

/** When the caller agreed that old threads are deleted; null where they did not. */
export async function findDeletionConsent({ db, actor }: Ctx): Promise<Date | null> {
  const [row] = await db
    .select({ agreedAt: users.deletionAgreedAt })
    .from(users)
    .where(eq(users.id, actor.userId));
  return row?.agreedAt ?? null;
}

/** Notes that the caller agrees, or does not any more. Locks the member's row until the transaction ends. */
export async function setDeletionConsent({ db, actor }: Ctx, { agreed }: { agreed: boolean }): Promise<void> {
  const deletionAgreedAt = agreed ? sql`coalesce(${users.deletionAgreedAt}, now())` : null;
  await db.update(users).set({ deletionAgreedAt }).where(eq(users.id, actor.userId));
}
