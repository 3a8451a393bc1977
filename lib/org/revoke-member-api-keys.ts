import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { apiKeys } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { getChangeable } from "./changeable";
import type { Ctx } from "./types";

type Revoking = { userId: string; apiKeyId?: string | undefined };

/**
 * Ends one key of a member, or without `apiKeyId` all of them; the next request with one is refused. Answers how many.
 * Throws `not_found` where there is none, `forbidden` for an admin who means an owner's.
 */
export async function revokeMemberApiKeys(ctx: Ctx, { userId, apiKeyId }: Revoking): Promise<number> {
  requireAdmin(ctx);
  if (apiKeyId !== undefined && !isId(apiKeyId)) throw noneLeft();
  return ctx.db.transaction(async (tx) => {
    const member = await getChangeable({ ...ctx, db: tx }, userId);
    const which = and(
      eq(apiKeys.userId, userId),
      isNull(apiKeys.revokedAt),
      apiKeyId === undefined ? undefined : eq(apiKeys.id, apiKeyId),
    );
    const keys = await tx
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(which)
      .orderBy(asc(apiKeys.id))
      .for("update");
    if (keys.length === 0) throw noneLeft();
    await tx.update(apiKeys).set({ revokedAt: sql`now()` }).where(which);
    for (const { id, name } of keys) {
      const subject = { kind: "api_key", id, name };
      const before = { member: member.name, memberId: userId };
      await recordAct(tx, ctx.actor, { act: "api_key.revoke", subject, before });
    }
    return keys.length;
  });
}

function noneLeft(): AppError {
  return new AppError("not_found", "There is no such API key any more.");
}
