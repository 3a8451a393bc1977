import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "./types";

/** What a member has chosen about how the product treats them. */
export type Preferences = {
  /** Whether the composer may say that a message begins another topic. */
  suggestsThreads: boolean;
};

/** One's own. Throws `not_found` for an actor that is gone. */
export async function getPreferences({ db, actor }: Ctx): Promise<Preferences> {
  const [row] = await db
    .select({ suggestsThreads: users.suggestsThreads })
    .from(users)
    .where(eq(users.id, actor.userId));
  if (!row) throw new AppError("not_found", "This member does not exist.");
  return row;
}

/** Changes one's own. */
export async function setPreferences({ db, actor }: Ctx, preferences: Preferences): Promise<void> {
  await db.update(users).set(preferences).where(eq(users.id, actor.userId));
}
