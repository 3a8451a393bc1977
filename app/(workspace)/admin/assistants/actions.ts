"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { archiveAssistants } from "@/lib/assistants";
import { bulkIds, bulkWords } from "@/lib/bulk";

const several = z.object({ ids: bulkIds });
const ASSISTANT = { one: "assistant", many: "assistants" };

export const archiveMany = defineAdminAction(several, async (ctx, { ids }) => {
  const outcome = await archiveAssistants(ctx, { assistantIds: ids, isArchived: true });
  revalidatePath("/", "layout");
  const message = bulkWords(outcome, ASSISTANT, ["is archived", "are archived"]);
  return { message, undo: outcome.done.length > 0 ? { ids: outcome.done } : undefined };
});

export const restoreMany = defineAdminAction(several, async (ctx, { ids }) => {
  const outcome = await archiveAssistants(ctx, { assistantIds: ids, isArchived: false });
  revalidatePath("/", "layout");
  const message = bulkWords(outcome, ASSISTANT, ["is in the gallery again", "are in the gallery again"]);
  return { message, undo: outcome.done.length > 0 ? { ids: outcome.done } : undefined };
});
