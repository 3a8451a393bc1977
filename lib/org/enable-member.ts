import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { requireAdmin } from "./admin";
import { getChangeable } from "./changeable";
import type { Ctx } from "./types";

/** Lets a disabled member sign in again; sessions from before stay ended. Answers false where they could already. */
export async function enableMember(ctx: Ctx, { userId }: { userId: string }): Promise<boolean> {
  requireAdmin(ctx);
  return ctx.db.transaction(async (tx) => {
    const member = await getChangeable({ ...ctx, db: tx }, userId);
    if (!member.disabled) return false;
    await tx
      .update(users)
      .set({ disabledAt: null, sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, userId));
    const subject = { kind: "member", id: userId, name: member.name };
    await recordAct(tx, ctx.actor, { act: "member.enable", subject });
    return true;
  });
}
