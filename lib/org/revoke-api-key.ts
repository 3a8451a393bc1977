import { and, eq, isNull, sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "./types";

/** Ends one of the caller's own keys: it is looked up with every request, so the next one is refused. */
export async function revokeApiKey({ db, actor }: Ctx, { apiKeyId }: { apiKeyId: string }): Promise<void> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(apiKeys.id, apiKeyId), eq(apiKeys.userId, actor.userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) throw new AppError("not_found", "There is no such API key any more.");
}
