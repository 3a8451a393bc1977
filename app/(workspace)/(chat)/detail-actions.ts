"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";
import { findThreadLimit } from "@/lib/budgets";
import { getThreadStatistics } from "@/lib/reports";
import { applyThreadLimit, threadLimitInput } from "./thread-limit";

const threadId = z.uuid("This thread does not exist or was deleted.");
const messageId = z.uuid("This answer does not exist any more.");
const which = z.object({ threadId });

export const getStatistics = defineAction(which, (ctx, input) => getThreadStatistics(ctx, input));

export const findLimit = defineAction(which, (ctx, input) => findThreadLimit(ctx, input));

export const setLimit = defineAction(threadLimitInput, async (ctx, input) => {
  await applyThreadLimit(ctx, input);
  revalidatePath("/threads/[threadId]", "page");
  const saved =
    input.limit === null
      ? "The thread has no limit any more."
      : "The thread's limit is saved and holds from its next message on.";
  return { message: saved };
});

export const countCategories = defineAction(z.object({}), (ctx) => assistants.countCategories(ctx));

export const deleteCategory = defineAction(
  z.object({ categoryId: z.uuid("This category does not exist any more.") }),
  async (ctx, input) => {
    await assistants.deleteCategory(ctx, input);
    revalidatePath("/", "layout");
  },
);

// A rating is seen at once where it was given, so that the page need not be made anew for it.
export const rateAnswer = defineAction(
  z.object({
    messageId,
    rating: z.enum(["good", "bad"]).nullable(),
    note: z.string().max(1_000, "Say it in at most 1,000 characters.").optional(),
  }),
  (ctx, input) => assistants.rateAnswer(ctx, input),
);

export const getAnswerDetails = defineAction(z.object({ messageId }), (ctx, input) =>
  assistants.getAnswerDetails(ctx, input),
);
