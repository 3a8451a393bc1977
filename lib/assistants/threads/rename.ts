import { and, eq } from "drizzle-orm";
import { threads } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { isOwn, notFound } from "./own";

const TITLE_CHARACTERS_MAX = 120;

/** Gives a thread a title of the member's own, which no model replaces. Throws `invalid`, `not_found`. */
export async function renameThread(ctx: Ctx, input: { threadId: string; title: string }): Promise<void> {
  const title = input.title.replaceAll("\0", "").trim().replace(/\s+/g, " ");
  if (!title) throw new AppError("invalid", "A title needs at least one character.");
  if (title.length > TITLE_CHARACTERS_MAX) {
    throw new AppError("invalid", `A title has at most ${TITLE_CHARACTERS_MAX} characters.`);
  }
  const renamed = await ctx.db
    .update(threads)
    .set({ title, titleSource: "person" })
    .where(and(isOwn(ctx), eq(threads.id, input.threadId)))
    .returning({ id: threads.id });
  if (renamed.length === 0) throw notFound();
}
