"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";

const id = z.uuid("This thread does not exist or was deleted.");
const ids = z.array(id).min(1, "Choose a thread first.").max(100, "Choose at most 100 threads at once.");

// The thread that is in view goes: the browser leaves its page, and nothing else has changed.
export const eraseThread = defineAction(z.object({ threadId: id }), (ctx, input) =>
  assistants.eraseThread(ctx, input),
);

export const keepThreads = defineAction(z.object({ threadIds: ids }), async (ctx, input) => {
  await assistants.keepThreads(ctx, input);
  revalidatePath("/", "layout");
});

export const keepAllThreads = defineAction(z.unknown(), async (ctx) => {
  const { kept } = await assistants.keepAllThreads(ctx);
  revalidatePath("/", "layout");
  return { kept };
});
