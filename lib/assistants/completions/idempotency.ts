import { and, eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { runs } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { ProgramCtx } from "@/lib/org/types";

const KEY_CHARACTERS_MAX = 255;

/**
 * What names a program's request: its own Idempotency-Key, which is its API key's alone, or one of ours. Of what is
 * asked a hash is kept, and only where it is needed to tell a repetition from another request.
 */
export type RequestKey = { key: string; hash: string; isGiven: boolean };

export function requestKeyOf(
  { apiKey }: ProgramCtx,
  { idempotencyKey, bodyHash }: { idempotencyKey: string | null; bodyHash: string },
): RequestKey {
  if (idempotencyKey === null) return { key: newId(), hash: "", isGiven: false };
  if (idempotencyKey === "" || idempotencyKey.length > KEY_CHARACTERS_MAX) {
    throw new AppError("invalid", `An Idempotency-Key has 1 to ${KEY_CHARACTERS_MAX} characters.`);
  }
  return { key: `${apiKey.apiKeyId}:${idempotencyKey}`, hash: bodyHash, isGiven: true };
}

/** Throws `conflict` where the key has started a call before: answers are not kept, so they cannot be given again. */
export async function refuseRepeated(ctx: ProgramCtx, { key, hash, isGiven }: RequestKey): Promise<void> {
  if (!isGiven) return;
  const [run] = await ctx.db
    .select({ requestHash: runs.requestHash, endedAt: runs.endedAt })
    .from(runs)
    .where(and(eq(runs.userId, ctx.actor.userId), eq(runs.idempotencyKey, key)))
    .limit(1);
  if (!run) return;
  if (run.requestHash !== hash) {
    throw new AppError("conflict", "This Idempotency-Key was used for another request: send a new one.", {
      details: { code: "idempotency_key_reused" },
    });
  }
  throw new AppError(
    "conflict",
    run.endedAt
      ? "This request was answered and charged already, once. Answers to programs are not kept: send a new Idempotency-Key to ask again."
      : "This request is being answered already. Answers to programs are not kept: wait for the first, or send a new Idempotency-Key to ask again.",
    { details: { code: "idempotency_key_used" } },
  );
}

/** Lets a request be sent again with its key: its call ended without anything that could be charged. */
export async function freeKey(db: Conn, runId: string): Promise<void> {
  await db
    .update(runs)
    .set({ idempotencyKey: sql`${runs.id}::text` })
    .where(eq(runs.id, runId));
}
