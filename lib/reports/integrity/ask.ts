import { newId } from "@/db/id";
import { integrityChecks } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";

/** Has everything checked anew, within seconds; nothing where that is under way already. For admins. */
export async function askForIntegrityCheck(ctx: Ctx): Promise<void> {
  assertAdmin(ctx.actor);
  await ctx.db
    .insert(integrityChecks)
    .values({ id: newId(), askedBy: ctx.actor.userId })
    .onConflictDoNothing();
}
