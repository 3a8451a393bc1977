import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { type BudgetsOutcome, changeEachBudget } from "./change-each-budget";
import { requireAdmin, setRecorded } from "./set";
import type { Amount, Budget, BudgetUnit } from "./types";

/** By hundredths of a percent of what each is, negative to lower it; or to an amount of a unit. */
export type LimitChange = { basisPoints: bigint } | { unit: BudgetUnit; amount: Amount };

const WHOLE = 10_000n;

/**
 * Changes the limits of several budgets, each as `setBudget` does it, under one lock. Left out and told is what counts
 * in another unit, and a member's own limit. Admins only.
 */
export async function changeLimits(
  ctx: Ctx,
  { budgetIds, change }: { budgetIds: readonly string[]; change: LimitChange },
): Promise<BudgetsOutcome> {
  requireAdmin(ctx);
  return changeEachBudget(ctx, budgetIds, async (inside, budget) => {
    const limit = limitAfter(budget, change);
    return limit === budget.limit ? undefined : setRecorded(inside, { ...budget, limit }, budget);
  });
}

/** To the nearest whole token, message or pico-dollar. */
function limitAfter({ unit, limit }: Budget, change: LimitChange): Amount {
  if ("basisPoints" in change) return (limit * (WHOLE + change.basisPoints) + WHOLE / 2n) / WHOLE;
  if (change.unit === unit) return change.amount;
  throw new AppError("conflict", "It counts in another unit.");
}
