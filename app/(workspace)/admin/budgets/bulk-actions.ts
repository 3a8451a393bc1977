"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { removeBudgets, setBudgets } from "@/lib/budgets";
import { BULK_MAX, bulkIds, bulkWords } from "@/lib/bulk";
import { applyLimits } from "./bulk";
import { budgetCopy, limitsInput } from "./inputs";

const BUDGET = { one: "budget", many: "budgets" };

export const changeBudgets = defineAdminAction(limitsInput, async (ctx, input) => {
  const outcome = await applyLimits(ctx, input);
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, BUDGET, ["is changed", "are changed"]), undo: outcome.before };
});

export const dropBudgets = defineAdminAction(z.object({ ids: bulkIds }), async (ctx, { ids }) => {
  const outcome = await removeBudgets(ctx, { budgetIds: ids });
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, BUDGET, ["is removed", "are removed"]), undo: outcome.before };
});

export const restoreBudgets = defineAdminAction(z.array(budgetCopy).max(BULK_MAX), async (ctx, input) => {
  await setBudgets(ctx, input);
  revalidatePath("/", "layout");
});
