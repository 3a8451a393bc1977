import { and, desc, eq, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { apiKeys } from "@/db/schema";
import { API_KEYS_MAX } from "./create-api-key";
import type { ApiKeyListItem, Ctx } from "./types";

/** The caller's own keys that still work, the newest first. */
export async function listApiKeys({ db, actor }: Ctx): Promise<ApiKeyListItem[]> {
  return readApiKeys(db, actor.userId);
}

/** The same of any member; who asks is for the caller to check. */
export function readApiKeys(db: Conn, userId: string): Promise<ApiKeyListItem[]> {
  return db
    .select({
      apiKeyId: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
    .limit(API_KEYS_MAX);
}
