import { eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { threads } from "@/db/schema";
import type { ProgramCtx } from "@/lib/org/types";

/** The thread that bears the costs of an API key, made with its first call. It has no messages and is not listed. */
export async function openKeyThread({ db, actor, apiKey }: ProgramCtx): Promise<string> {
  const { apiKeyId, name } = apiKey;
  const known = await findKeyThread(db, apiKeyId);
  if (known) return known;
  const title = `API key “${name}”`;
  await db
    .insert(threads)
    .values({ id: newId(), userId: actor.userId, apiKeyId, title, titleSource: "person" })
    .onConflictDoNothing({ target: threads.apiKeyId });
  const made = await findKeyThread(db, apiKeyId);
  if (!made) throw new Error("A thread that was just made is gone.");
  return made;
}

async function findKeyThread(db: Conn, apiKeyId: string): Promise<string | null> {
  const [thread] = await db.select({ id: threads.id }).from(threads).where(eq(threads.apiKeyId, apiKeyId));
  return thread?.id ?? null;
}
