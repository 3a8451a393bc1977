"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { bulkIds, bulkWords } from "@/lib/bulk";
import { setProvidersPaused } from "@/lib/provider-keys";

const PATH = "/admin/providers";
const PROVIDER = { one: "provider", many: "providers" };
const several = z.object({ ids: bulkIds });

export const pauseMany = defineAdminAction(several, async (ctx, { ids }) => {
  const outcome = await setProvidersPaused(ctx, { providerIds: ids, isPaused: true });
  revalidatePath(PATH);
  const message = bulkWords(outcome, PROVIDER, ["is paused", "are paused"]);
  return { message, undo: outcome.done.length > 0 ? { ids: outcome.done } : undefined };
});

export const resumeMany = defineAdminAction(several, async (ctx, { ids }) => {
  const outcome = await setProvidersPaused(ctx, { providerIds: ids, isPaused: false });
  revalidatePath(PATH);
  const message = bulkWords(outcome, PROVIDER, ["is offered again", "are offered again"]);
  return { message, undo: outcome.done.length > 0 ? { ids: outcome.done } : undefined };
});
