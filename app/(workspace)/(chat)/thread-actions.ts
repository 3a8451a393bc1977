"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { CATEGORY_COLOURS } from "@/components/threads/category-colours";
import { CATEGORY_NAME_LENGTH_MAX, TITLE_LENGTH_MAX } from "@/components/threads/title";
import { defineAction } from "@/lib/action";
import * as assistants from "@/lib/assistants";
import { getEnv } from "@/lib/env";
import { toSidebarPage } from "./sidebar-page";

const id = z.uuid("This thread does not exist or was deleted.");
const categoryId = z.uuid("This category does not exist any more.");
const ids = z.array(id).min(1, "Choose a thread first.").max(100, "Choose at most 100 threads at once.");
const some = z.object({ threadIds: ids });

const refreshAll = () => revalidatePath("/", "layout");

export const renameThread = defineAction(
  z.object({
    threadId: id,
    title: z.string().trim().min(1, "A thread needs a title.").max(TITLE_LENGTH_MAX),
  }),
  async (ctx, input) => {
    await assistants.renameThread(ctx, input);
    refreshAll();
  },
);

export const pinThreads = defineAction(some, async (ctx, input) => {
  await assistants.pinThreads(ctx, input);
  refreshAll();
});

export const unpinThreads = defineAction(some, async (ctx, input) => {
  await assistants.unpinThreads(ctx, input);
  refreshAll();
});

export const archiveThreads = defineAction(some, async (ctx, input) => {
  await assistants.archiveThreads(ctx, input);
  refreshAll();
});

export const unarchiveThreads = defineAction(some, async (ctx, input) => {
  await assistants.unarchiveThreads(ctx, input);
  refreshAll();
});

export const categoriseThreads = defineAction(
  z.object({ threadIds: ids, categoryId: categoryId.nullable() }),
  async (ctx, input) => {
    await assistants.categoriseThreads(ctx, input);
    refreshAll();
  },
);

export const deleteThreads = defineAction(some, async (ctx, input) => {
  await assistants.deleteThreads(ctx, input);
  refreshAll();
});

export const restoreThreads = defineAction(some, async (ctx, input) => {
  await assistants.restoreThreads(ctx, input);
  refreshAll();
});

// Merging and undoing it take away the thread that may be in view: the browser goes to another one first, and then
// asks for everything anew.
export const mergeThreads = defineAction(some, (ctx, input) => assistants.mergeThreads(ctx, input));

export const unmergeThread = defineAction(z.object({ threadId: id }), (ctx, input) =>
  assistants.unmergeThread(ctx, input),
);

export const duplicateThread = defineAction(z.object({ threadId: id }), async (ctx, input) => {
  const copy = await assistants.duplicateThread(ctx, input);
  refreshAll();
  return copy;
});

export const similarThreads = defineAction(z.object({ threadId: id }), (ctx, input) =>
  assistants.listSimilarThreads(ctx, input),
);

export const saveCategory = defineAction(
  z.object({
    categoryId: categoryId.optional(),
    name: z
      .string()
      .trim()
      .min(1, "A category needs a name.")
      .max(CATEGORY_NAME_LENGTH_MAX, `A name has at most ${CATEGORY_NAME_LENGTH_MAX} characters.`),
    colour: z.enum(CATEGORY_COLOURS, "Choose one of the colours."),
  }),
  async (ctx, input) => {
    const category = await assistants.saveCategory(ctx, input);
    refreshAll();
    return category;
  },
);

export const loadThreads = defineAction(
  z.object({ cursor: z.string().max(200).optional(), categoryId: categoryId.optional() }),
  async (ctx, input) =>
    toSidebarPage(await assistants.listThreads(ctx, input), {
      timeZone: getEnv().ORG_TIME_ZONE,
      now: new Date(),
    }),
);
