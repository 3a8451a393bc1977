"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { defineAdminAction } from "@/lib/action";
import { takeBack } from "@/lib/budgets";
import { BULK_MAX, bulkWords } from "@/lib/bulk";
import { applyLimits, applyRemoval } from "./bulk";
import { budgetChange, limitsInput, removalInput } from "./inputs";

const BUDGET = { one: "budget", many: "budgets" };

export const changeBudgets = defineAdminAction(limitsInput, async (ctx, input) => {
  const { changes, ...outcome } = await applyLimits(ctx, input);
  revalidatePath("/", "layout");
  const message = bulkWords(outcome, BUDGET, ["is changed", "are changed"]);
  return { message, undo: changes.length > 0 ? changes : undefined };
});

export const dropBudgets = defineAdminAction(removalInput, async (ctx, input) => {
  const { changes, ...outcome } = await applyRemoval(ctx, input);
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, BUDGET, ["is removed", "are removed"]), undo: changes };
});

export const restoreBudgets = defineAdminAction(z.array(budgetChange).max(BULK_MAX), async (ctx, input) => {
  const outcome = await takeBack(ctx, input);
  revalidatePath("/", "layout");
  return { message: bulkWords(outcome, BUDGET, ["is as it was before", "are as they were before"]) };
});
