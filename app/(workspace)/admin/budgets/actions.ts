"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { endTopUp } from "@/lib/budgets";
import { listMembers } from "@/lib/org";
import { applyBudget, applyTopUp, readTopUps } from "./change";
import { budgetInput, topUpInput } from "./inputs";

const oneBudget = z.object({ budgetId: z.uuid() });

export const saveBudget = defineAdminAction(budgetInput, async (ctx, input) => {
  await applyBudget(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The budget is saved and holds from the next message on." };
});

/** Members whose name or email has this in it, as suggestions. */
export const findMembers = defineAdminAction(z.object({ text: z.string().max(200) }), async (ctx, input) => {
  const { members } = await listMembers(ctx, { ...input, limit: 20 });
  return members.map(({ email, name }) => ({ email, name }));
});

export const listBudgetTopUps = defineAdminAction(oneBudget, (ctx, input) => readTopUps(ctx, input));

export const topUpBudget = defineAdminAction(topUpInput, async (ctx, input) => {
  await applyTopUp(ctx, input);
  revalidatePath("/", "layout");
  return { message: "The budget is topped up." };
});

export const endBudgetTopUp = defineAdminAction(z.object({ topUpId: z.uuid() }), async (ctx, input) => {
  await endTopUp(ctx, input);
  revalidatePath("/", "layout");
});
