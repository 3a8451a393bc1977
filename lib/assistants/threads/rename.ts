import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { changeThreads } from "./own";
import { oneLine, TITLE_CHARACTERS_MAX } from "./title";

/** Gives a thread a title of the member's own, which no model replaces. Throws `invalid`, `not_found`. */
export async function renameThread(ctx: Ctx, input: { threadId: string; title: string }): Promise<void> {
  const title = oneLine(input.title);
  if (!title) throw new AppError("invalid", "A title needs at least one character.");
  if (title.length > TITLE_CHARACTERS_MAX) {
    throw new AppError("invalid", `A title has at most ${TITLE_CHARACTERS_MAX} characters.`);
  }
  await changeThreads(ctx, [input.threadId], { title, titleSource: "person" });
}
