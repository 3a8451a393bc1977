import type { Tx } from "@/db/client";
import { assistants } from "@/db/schema";
import { type Act, type Facts, recordAct } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";

/** What of an assistant the audit log may know: never what it is told, only how long that is. */
export type Recorded = Pick<
  typeof assistants.$inferSelect,
  "name" | "visibility" | "departmentId" | "model" | "outputTokensMax" | "instructionsTokens"
>;

export const recordedColumns = {
  name: assistants.name,
  visibility: assistants.visibility,
  departmentId: assistants.departmentId,
  model: assistants.model,
  outputTokensMax: assistants.outputTokensMax,
  instructionsTokens: assistants.instructionsTokens,
};

type AssistantAct = {
  act: Extract<Act, `assistant.${string}`>;
  id: string;
  before: Recorded | null;
  after: Recorded | null;
};

/** Records what happens to an assistant that others see, before or after; a member's own is nobody's business. */
export async function recordAssistant(
  tx: Tx,
  { actor }: Ctx,
  { act, id, before, after }: AssistantAct,
): Promise<void> {
  if ((before?.visibility ?? "me") === "me" && (after?.visibility ?? "me") === "me") return;
  const name = after?.name ?? before?.name ?? null;
  await recordAct(tx, actor, {
    ...{ act, subject: { kind: "assistant", id, name } },
    before: before && factsOf(before),
    after: after && factsOf(after),
  });
}

function factsOf(assistant: Recorded): Facts {
  const { name, visibility, departmentId, model, outputTokensMax, instructionsTokens } = assistant;
  return { name, visibility, departmentId, model, outputTokensMax, instructionsTokens };
}
