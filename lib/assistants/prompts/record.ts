import type { Tx } from "@/db/client";
import { type Act, recordAct } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";
import type { PromptFields } from "./fields";

type PromptAct = {
  act: Extract<Act, `prompt.${string}`>;
  id: string;
  before: PromptFields | null;
  after: PromptFields | null;
};

/** Records what happens to a prompt that is everyone's, before or after; of its text only the length. */
export async function recordPrompt(
  tx: Tx,
  { actor }: Ctx,
  { act, id, before, after }: PromptAct,
): Promise<void> {
  if (before?.visibility !== "everyone" && after?.visibility !== "everyone") return;
  await recordAct(tx, actor, {
    ...{ act, subject: { kind: "prompt", id, name: after?.name ?? before?.name ?? null } },
    before: before && factsOf(before),
    after: after && factsOf(after),
  });
}

function factsOf({ name, visibility, text }: PromptFields) {
  return { name, visibility, textCharacters: text.length };
}
