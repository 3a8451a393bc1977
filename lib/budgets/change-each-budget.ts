import { sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { lockBudgetsAlone } from "./lock";
import { findStored } from "./stored";
import type { Budget, BudgetChange } from "./types";

/** With what became of each, for it to be taken back. */
export type BudgetsOutcome = BulkOutcome & { changes: BudgetChange[] };

/** What a budget is after it was changed: null where it is removed, undefined where nothing was to be changed. */
type After = Budget | null | undefined;

/**
 * Does the same to several budgets under one lock: what is admitted meanwhile is held to the old limits of all or to
 * the new ones of all. Left out and told is a member's own limit. The caller has asked who does it.
 */
export async function changeEachBudget(
  ctx: Ctx,
  budgetIds: readonly string[],
  change: (inside: Ctx, budget: Budget) => Promise<After>,
): Promise<BudgetsOutcome> {
  const changes: BudgetChange[] = [];
  const outcome = await ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    return changeEach({ ...ctx, db: tx }, budgetIds, async (inside, budgetId) => {
      const before = isId(budgetId) ? await findStored(inside.db, sql`b.id = ${budgetId}::uuid`) : null;
      if (!before) throw new AppError("not_found", "This budget does not exist any more.");
      refuseOwn(before);
      const after = await change(inside, before);
      if (after === undefined) return false;
      changes.push({ before, after });
      return true;
    });
  });
  return { ...outcome, changes };
}

/** Throws `conflict` for a limit that a member has set for themself. */
export function refuseOwn({ scope }: Pick<Budget, "scope">): void {
  if (scope === "self") throw new AppError("conflict", "A member’s own limit is theirs to set.");
}
