import type { Ctx } from "@/lib/org/types";
import { lockBudgetsAlone } from "./lock";
import { type BudgetInput, requireAdmin, setRecorded } from "./set";

/** Sets several budgets, all of them or none, as they were before they were changed or removed. Admins only. */
export async function setBudgets(ctx: Ctx, inputs: readonly BudgetInput[]): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    for (const input of inputs) await setRecorded({ ...ctx, db: tx }, input);
  });
}
