import { and, desc, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { messages } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { isShown } from "../context/history";
import { lockOriginals } from "../threads/originals";

/**
 * The last message of one of the caller's threads, the thread locked so that nothing is said in it meanwhile. Throws
 * `not_found`, `conflict` while it is answering, and `invalid` where there is nothing that may be shared.
 */
export async function lockEnd(tx: Conn, ctx: Ctx, threadId: string): Promise<string> {
  await lockOriginals(tx, ctx, [threadId]);
  const [last] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(eq(messages.threadId, threadId), isShown))
    .orderBy(desc(messages.position))
    .limit(1);
  if (!last) throw new AppError("invalid", "There is nothing to share yet: write a message first.");
  return last.id;
}
