import { and, count, eq, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { apiKeys, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { readField } from "./fields";
import { hashToken, newToken } from "./token";
import type { Ctx } from "./types";

/** Nobody tells more keys than this apart. */
export const API_KEYS_MAX = 50;

const PREFIX_LENGTH = 10;

/**
 * Makes a key for the caller. It is in the answer and nowhere else: only its SHA-256 and first characters are
 * stored. Throws `not_found` for a disabled member, `conflict` for one who has 50 keys.
 */
export async function createApiKey(ctx: Ctx, input: { name: string }): Promise<{ key: string }> {
  const name = readField("name", input.name);
  const { userId } = ctx.actor;
  const key = `pk_${newToken()}`;
  await ctx.db.transaction(async (tx) => {
    await lockMember(tx, userId);
    const [open] = await tx
      .select({ count: count() })
      .from(apiKeys)
      .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)));
    if (open && open.count >= API_KEYS_MAX) {
      throw new AppError(
        "conflict",
        `A member has at most ${API_KEYS_MAX} API keys: revoke one that is not used any more.`,
      );
    }
    await tx.insert(apiKeys).values({
      id: newId(),
      userId,
      name,
      prefix: key.slice(0, PREFIX_LENGTH),
      keyHash: hashToken(key),
    });
  });
  return { key };
}

/** Two keys made at once must not both be the fiftieth. */
async function lockMember(tx: Conn, userId: string): Promise<void> {
  const [member] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.disabledAt)))
    .for("no key update");
  if (!member) throw new AppError("not_found", "There is no such active member.");
}
