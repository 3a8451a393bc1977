import { asc, inArray } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { assistants, users } from "@/db/schema";

/**
 * Locks the rows of those who made these, in one order. What may raise the number that a member has in use does it
 * before it locks an assistant, so that nobody waits for another in a circle.
 */
export async function lockMakers(tx: Conn, assistantIds: readonly string[]): Promise<void> {
  const makers = tx
    .select({ userId: assistants.userId })
    .from(assistants)
    .where(inArray(assistants.id, assistantIds.filter(isId)));
  await tx
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, makers))
    .orderBy(asc(users.id))
    .for("no key update");
}
