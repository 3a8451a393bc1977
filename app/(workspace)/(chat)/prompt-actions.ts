"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";

const promptId = z.uuid("This prompt does not exist any more: choose another one.");
const fields = z.object({
  promptId: promptId.optional(),
  name: z.string(),
  text: z.string(),
  visibility: z.enum(["me", "everyone"]),
});

export const listPrompts = defineAction(z.object({ prefix: z.string().max(200) }), (ctx, input) =>
  assistants.listPrompts(ctx, input),
);

export const getPrompt = defineAction(z.object({ promptId }), (ctx, input) =>
  assistants.getPrompt(ctx, input),
);

export const savePrompt = defineAction(fields, async (ctx, input) => {
  await assistants.savePrompt(ctx, input);
  revalidatePath("/settings");
  return { message: `“${input.name.trim()}” is saved: type / in a message to find it.` };
});

export const deletePrompt = defineAction(z.object({ promptId }), async (ctx, input) => {
  const deleted = await assistants.deletePrompt(ctx, input);
  revalidatePath("/settings");
  return deleted;
});
