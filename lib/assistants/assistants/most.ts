import { and, eq, isNull } from "drizzle-orm";
import { assistants, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";

/** The most that one member can have in use. */
export const ASSISTANTS_MAX = 100;

/** Inside a transaction: two at once wait for each other at the member's row. Throws `invalid` where it would be one too many. */
export async function keepToTheMost({ db, actor }: Ctx, makerId: string): Promise<void> {
  await db.select({ id: users.id }).from(users).where(eq(users.id, makerId)).for("no key update");
  const inUse = and(eq(assistants.userId, makerId), isNull(assistants.archivedAt));
  if ((await db.$count(assistants, inUse)) < ASSISTANTS_MAX) return;
  throw new AppError(
    "invalid",
    makerId === actor.userId
      ? `You have ${ASSISTANTS_MAX} assistants: archive one first.`
      : `Who made it has ${ASSISTANTS_MAX} other assistants: archive one of them first.`,
  );
}
