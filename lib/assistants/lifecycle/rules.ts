import { sql } from "drizzle-orm";
import { setThreadRules } from "@/lib/org";
import type { Ctx, ThreadRules } from "@/lib/org/types";
import { withdraw } from "./announce";

/**
 * Changes what happens to old threads. Where the days of deletion change, every announcement is withdrawn, and made
 * anew by the new rule. Throws `invalid` with the field, `forbidden` for a member.
 */
export async function saveThreadRules(ctx: Ctx, rules: ThreadRules): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const before = await setThreadRules({ ...ctx, db: tx }, rules);
    if (before.deleteAfterDays !== rules.deleteAfterDays) await withdraw(tx, sql`true`);
  });
}
