"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import {
  addChannel,
  changeChannel,
  pauseChannel,
  removeChannel,
  restoreChannel,
  resumeChannel,
  retryDeliveries,
  retryDelivery,
  testChannel,
} from "@/lib/alerts";
import { setDefaultThresholds } from "@/lib/budgets";
import { bulkIds, bulkWords } from "@/lib/bulk";
import { formatPercent } from "@/lib/percent";
import { setMinimums } from "@/lib/reports";
import {
  changedChannel,
  minimumsInput,
  newChannel,
  thresholdsInput,
  whichChannel,
  whichDelivery,
} from "./input";

const PATH = "/admin/alerts";
const DELIVERY = { one: "alert", many: "alerts" };

export const saveThresholds = defineAdminAction(thresholdsInput, async (ctx, input) => {
  const thresholds = await setDefaultThresholds(ctx, input);
  revalidatePath(PATH);
  return { message: `Alerts come at ${formatPercent(thresholds.join(", "))} from now on.` };
});

export const saveMinimums = defineAdminAction(minimumsInput, async (ctx, input) => {
  await setMinimums(ctx, input);
  revalidatePath("/admin", "layout");
  return { message: "The amounts are saved and hold from now on." };
});

export const add = defineAdminAction(newChannel, async (ctx, input) => {
  const { signingSecret } = await addChannel(ctx, input);
  revalidatePath(PATH);
  return { signingSecret, message: `${input.name} gets alerts from now on.` };
});

export const change = defineAdminAction(changedChannel, async (ctx, input) => {
  await changeChannel(ctx, input);
  revalidatePath(PATH);
  return { message: `${input.name} is saved.` };
});

export const pause = defineAdminAction(whichChannel, async (ctx, input) => {
  await pauseChannel(ctx, input);
  revalidatePath(PATH);
});

export const resume = defineAdminAction(whichChannel, async (ctx, input) => {
  await resumeChannel(ctx, input);
  revalidatePath(PATH);
});

export const remove = defineAdminAction(whichChannel, async (ctx, input) => {
  await removeChannel(ctx, input);
  revalidatePath(PATH);
});

export const restore = defineAdminAction(whichChannel, async (ctx, input) => {
  await restoreChannel(ctx, input);
  revalidatePath(PATH);
});

export const test = defineAdminAction(whichChannel, (ctx, input) => testChannel(ctx, input));

export const retryMany = defineAdminAction(z.object({ ids: bulkIds }), async (ctx, { ids }) => {
  const outcome = await retryDeliveries(ctx, { deliveryIds: ids });
  revalidatePath(PATH);
  const message = bulkWords(outcome, DELIVERY, ["is on its way again", "are on their way again"]);
  return { message };
});

export const retry = defineAdminAction(whichDelivery, async (ctx, input) => {
  await retryDelivery(ctx, input);
  revalidatePath(PATH);
});
