import { and, eq, isNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/org/types";

const TITLE_CHARACTERS = 60;

/** Marks the caller's thread as active now, which locks it for a new run, or makes one that bears its first message's beginning as title. */
export async function openThread(
  tx: Conn,
  actor: Actor,
  wanted: { threadId: string | null; firstMessage: string },
): Promise<string> {
  if (wanted.threadId === null) {
    const id = newId();
    await tx.insert(threads).values({
      id,
      userId: actor.userId,
      title: beginningOf(wanted.firstMessage),
      lastActivityAt: new Date(),
    });
    return id;
  }
  const [thread] = await tx
    .update(threads)
    .set({ lastActivityAt: new Date() })
    .where(and(eq(threads.id, wanted.threadId), eq(threads.userId, actor.userId), isNull(threads.deletedAt)))
    .returning({ id: threads.id });
  if (!thread) throw new AppError("not_found", "This thread does not exist or was deleted.");
  return thread.id;
}

/** The first line, cut at a word. */
export function beginningOf(text: string): string {
  const line = text.trim().split("\n", 1)[0]?.replace(/\s+/g, " ") ?? "";
  if (line.length <= TITLE_CHARACTERS) return line;
  const cut = line.slice(0, TITLE_CHARACTERS);
  const lastSpace = cut.lastIndexOf(" ");
  return `${lastSpace > TITLE_CHARACTERS / 2 ? cut.slice(0, lastSpace) : cut}…`;
}
