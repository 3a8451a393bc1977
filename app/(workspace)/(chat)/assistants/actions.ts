"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";
import { assistantInput } from "./assistant-input";

const assistantId = z.uuid("There is no such assistant: choose another one.");
const which = z.object({ assistantId });

const refreshAll = () => revalidatePath("/", "layout");

export const saveAssistant = defineAction(assistantInput, async (ctx, input) => {
  await assistants.saveAssistant(ctx, input);
  refreshAll();
  return { message: `“${input.name.trim()}” is saved and holds from the next message on.` };
});

export const archiveAssistant = defineAction(which, async (ctx, input) => {
  await assistants.archiveAssistant(ctx, input);
  refreshAll();
});

export const restoreAssistant = defineAction(which, async (ctx, input) => {
  await assistants.restoreAssistant(ctx, input);
  refreshAll();
});

export const weighInstructions = defineAction(
  z.object({
    instructions: z.string().max(assistants.ASSISTANT_INSTRUCTIONS_MAX),
    model: z.string().max(200),
  }),
  (ctx, { instructions, model }) =>
    assistants.weighInstructions(ctx, { instructions, model: model || undefined }),
);

/** What the composer's picker offers: the first page by name. */
export const listChoosable = defineAction(z.object({}), async (ctx) => {
  const { assistants: found, nextCursor } = await assistants.listAssistants(ctx, { limit: 50 });
  return {
    assistants: found.map(({ id, name, description, model }) => ({ id, name, description, model })),
    isAll: nextCursor === null,
  };
});

export const chooseAssistant = defineAction(
  z.object({
    threadId: z.uuid("This thread does not exist or was deleted."),
    assistantId: assistantId.nullable(),
  }),
  async (ctx, input) => {
    await assistants.chooseAssistant(ctx, input);
    revalidatePath(`/threads/${input.threadId}`);
  },
);
