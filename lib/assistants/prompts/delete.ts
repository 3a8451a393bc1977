import { and } from "drizzle-orm";
import { prompts } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { PromptFields } from "./fields";
import { recordPrompt } from "./record";
import { isChangeable, isPrompt, noPrompt } from "./visible";

/** Deletes a prompt and answers what it was, so that saving that brings it back. Throws `not_found`. */
export async function deletePrompt(ctx: Ctx, { promptId }: { promptId: string }): Promise<PromptFields> {
  return ctx.db.transaction(async (tx) => {
    const [deleted] = await tx
      .delete(prompts)
      .where(and(isPrompt(promptId), isChangeable(ctx)))
      .returning({ name: prompts.name, text: prompts.text, visibility: prompts.visibility });
    if (!deleted) throw noPrompt();
    await recordPrompt(tx, ctx, { act: "prompt.delete", id: promptId, before: deleted, after: null });
    return deleted;
  });
}
