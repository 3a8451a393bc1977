import { eq, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { requireAdmin } from "./admin";
import { getChangeable } from "./changeable";
import type { Ctx } from "./types";

/** Ends all sessions of a member, who can sign in again at once. Throws `forbidden` for an admin who means an owner. */
export async function signOutMember(ctx: Ctx, { userId }: { userId: string }): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    const { name } = await getChangeable({ ...ctx, db: tx }, userId);
    await tx
      .update(users)
      .set({ sessionEpoch: sql`${users.sessionEpoch} + 1` })
      .where(eq(users.id, userId));
    await recordAct(tx, ctx.actor, { act: "member.sign_out", subject: { kind: "member", id: userId, name } });
  });
}
