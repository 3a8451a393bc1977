import { and, eq, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { messages, threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { isOwn } from "../threads/own";

const NOTE_CHARACTERS_MAX = 1_000;

export type RatingInput = {
  messageId: string;
  /** Null takes it back, with its note. */
  rating: "good" | "bad" | null;
  /** What was wrong with a bad answer. */
  note?: string | undefined;
};

/** Notes what the caller thinks of an answer in one of their threads. Throws `not_found`, `invalid`. */
export async function rateAnswer(ctx: Ctx, { messageId, rating, note = "" }: RatingInput): Promise<void> {
  const ratingNote = rating === "bad" ? note.replaceAll("\0", "").trim() || null : null;
  if (ratingNote && ratingNote.length > NOTE_CHARACTERS_MAX) {
    const details = { field: "note" };
    throw new AppError("invalid", `Say it in at most ${NOTE_CHARACTERS_MAX} characters.`, { details });
  }
  const own = ctx.db
    .select({ one: sql`1` })
    .from(threads)
    .where(and(eq(threads.id, messages.threadId), isOwn(ctx)));
  const rated = isId(messageId)
    ? await ctx.db
        .update(messages)
        .set({ rating, ratingNote })
        .where(and(eq(messages.id, messageId), eq(messages.role, "assistant"), sql`exists ${own}`))
        .returning({ id: messages.id })
    : [];
  if (rated.length === 0) throw new AppError("not_found", "This answer does not exist any more.");
}
