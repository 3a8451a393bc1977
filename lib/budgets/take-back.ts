import { isDeepStrictEqual } from "node:util";
import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { refuseOwn } from "./change-each-budget";
import { isKey } from "./key";
import { lockBudgetsAlone } from "./lock";
import { requireAdmin, setRecorded } from "./set";
import { findStored } from "./stored";
import type { Budget, BudgetChange } from "./types";

/**
 * Sets budgets to what they were before they were changed or removed, under one lock. Left out and told is what is not
 * any more as the change left it: what somebody did since is not overwritten. Admins only.
 */
export async function takeBack(ctx: Ctx, changes: readonly BudgetChange[]): Promise<BulkOutcome> {
  requireAdmin(ctx);
  const byId = new Map(changes.map((change) => [change.before.budgetId, change]));
  return ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    return changeEach({ ...ctx, db: tx }, [...byId.keys()], async (inside, budgetId) => {
      const change = byId.get(budgetId);
      if (!change) return false;
      const { before, after } = change;
      refuseOwn(before);
      const stored = await findStored(inside.db, isKey(before));
      if (!isDeepStrictEqual(stored, after)) throw refuse(stored, after);
      await setRecorded(inside, { ...before, isToldAlready: after === null }, stored);
      return true;
    });
  });
}

function refuse(stored: Budget | null, after: Budget | null): AppError {
  if (stored && after) return new AppError("conflict", "It was changed again since.");
  return new AppError("conflict", stored ? "There is a new one in its place." : "It was removed since.");
}
