import { MyPrompts } from "@/components/settings/prompts/my-prompts";
import { listPrompts, PROMPTS_MAX } from "@/lib/assistants";
import { requireCtx } from "@/lib/auth";
import { PROMPT_ACTIONS } from "../(chat)/prompt-server-actions";

const BEGINNING_CHARACTERS = 160;

/** The prompts of whoever is signed in, and everyone's. */
export async function PromptsCard() {
  const ctx = await requireCtx();
  const { prompts } = await listPrompts(ctx, { limit: 2 * PROMPTS_MAX });
  const { get, save, remove } = PROMPT_ACTIONS;
  return (
    <MyPrompts
      prompts={prompts.map(({ text, ...rest }) => ({
        ...rest,
        beginning: text.slice(0, BEGINNING_CHARACTERS),
      }))}
      isAdmin={ctx.actor.role !== "member"}
      actions={{ get, save, remove }}
    />
  );
}
