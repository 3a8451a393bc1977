import { and, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { apiKeys } from "@/db/schema";
import { AppError } from "@/lib/errors";

const PREFIX_LENGTH_MIN = 6;

/**
 * The one key in use whose first characters are these; for the command line, which needs no actor.
 * Throws `invalid` when the characters are too few or fit more than one key.
 */
export async function findApiKeyByPrefix(
  db: Conn,
  prefix: string,
): Promise<{ apiKeyId: string; name: string; prefix: string } | null> {
  const start = prefix.trim();
  if (start.length < PREFIX_LENGTH_MIN) {
    throw new AppError("invalid", `Give at least the first ${PREFIX_LENGTH_MIN} characters of the key.`);
  }
  // What is stored is a beginning too, so either may be the longer one.
  const fits = sql`starts_with(${apiKeys.prefix}, ${start}) or starts_with(${start}, ${apiKeys.prefix})`;
  const rows = await db
    .select({ apiKeyId: apiKeys.id, name: apiKeys.name, prefix: apiKeys.prefix })
    .from(apiKeys)
    .where(and(isNull(apiKeys.revokedAt), sql`(${fits})`))
    .limit(2);
  if (rows.length > 1)
    throw new AppError("invalid", "More than one key begins so: give more of its characters.");
  return rows[0] ?? null;
}
