import { changeEach } from "@/lib/bulk";
import type { Ctx } from "@/lib/org/types";
import { type BudgetsOutcome, getStored } from "./change-limits";
import { lockBudgetsAlone } from "./lock";
import { removeRecorded, requireAdmin } from "./set";
import type { Budget } from "./types";

/** Removes several budgets, each as `removeBudget` does it, under one lock. Admins only. */
export async function removeBudgets(
  ctx: Ctx,
  { budgetIds }: { budgetIds: readonly string[] },
): Promise<BudgetsOutcome> {
  requireAdmin(ctx);
  const before: Budget[] = [];
  const outcome = await ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    return changeEach({ ...ctx, db: tx }, budgetIds, async (inside, budgetId) => {
      before.push(await getStored(inside.db, budgetId));
      await removeRecorded(inside, { budgetId });
      return true;
    });
  });
  return { ...outcome, before };
}
