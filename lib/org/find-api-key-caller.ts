import { and, eq, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { apiKeys, users } from "@/db/schema";
import { hashToken } from "./token";
import type { ProgramCtx } from "./types";

/** What a key looks like; anything else is not even looked up. */
const KEY = /^pk_[\w-]{43}$/;

/** Written at most this often, so that a busy key does not write a row with every request. */
const USE_NOTED_EVERY = sql`interval '1 minute'`;

/** Who a key speaks for, read anew each time; null once it is revoked or its member disabled. Notes that it was used. */
export async function findApiKeyCaller(db: Conn, key: string): Promise<Omit<ProgramCtx, "db"> | null> {
  if (!KEY.test(key)) return null;
  const [row] = await db
    .select({
      apiKeyId: apiKeys.id,
      name: apiKeys.name,
      isUseNoted: sql<boolean>`coalesce(${apiKeys.lastUsedAt} > now() - ${USE_NOTED_EVERY}, false)`,
      userId: users.id,
      role: users.role,
      departmentId: users.departmentId,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(and(eq(apiKeys.keyHash, hashToken(key)), isNull(apiKeys.revokedAt), isNull(users.disabledAt)));
  if (!row) return null;
  const { apiKeyId, name, isUseNoted, ...actor } = row;
  if (!isUseNoted) await noteUse(db, apiKeyId);
  return { actor, apiKey: { apiKeyId, name } };
}

async function noteUse(db: Conn, apiKeyId: string): Promise<void> {
  const isDue = sql`(${apiKeys.lastUsedAt} is null or ${apiKeys.lastUsedAt} <= now() - ${USE_NOTED_EVERY})`;
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiKeys.id, apiKeyId), isDue));
}
