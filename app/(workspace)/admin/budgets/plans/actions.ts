"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { bulkIds, bulkWords } from "@/lib/bulk";
import { applyPlan, dropPlan, dropPlans, planInput } from "./plan-input";

export const storePlan = defineAdminAction(planInput, async (ctx, input) => {
  await applyPlan(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The plan is saved and holds from the next message on." };
});

export const removePlan = defineAdminAction(z.object({ planId: z.uuid() }), async (ctx, input) => {
  await dropPlan(ctx, input);
  revalidatePath("/", "layout");
});

export const removePlans = defineAdminAction(z.object({ ids: bulkIds }), async (ctx, { ids }) => {
  const outcome = await dropPlans(ctx, ids);
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, { one: "plan", many: "plans" }, ["is deleted", "are deleted"]) };
});
