import { eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { budgets } from "@/db/schema";
import { type BulkOutcome, changeEach } from "@/lib/bulk";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { lockBudgetsAlone } from "./lock";
import { requireAdmin, setRecorded } from "./set";
import type { Amount, Budget, BudgetUnit } from "./types";

/** By hundredths of a percent of what each is, negative to lower it; or to an amount of a unit. */
export type LimitChange = { basisPoints: bigint } | { unit: BudgetUnit; amount: Amount };

/** With the budgets as they were before, for what is done now to be taken back. */
export type BudgetsOutcome = BulkOutcome & { before: Budget[] };

const WHOLE = 10_000n;

/**
 * Changes the limits of several budgets, each as `setBudget` does it, under one lock: what is admitted meanwhile is
 * held to the old limits of all or to the new ones of all. Left out and told is what counts in another unit, and a
 * member's own limit. Admins only.
 */
export async function changeLimits(
  ctx: Ctx,
  { budgetIds, change }: { budgetIds: readonly string[]; change: LimitChange },
): Promise<BudgetsOutcome> {
  requireAdmin(ctx);
  const before: Budget[] = [];
  const outcome = await ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    return changeEach({ ...ctx, db: tx }, budgetIds, async (inside, budgetId) => {
      const budget = await getStored(inside.db, budgetId);
      if (budget.scope === "self") throw new AppError("conflict", "A member’s own limit is theirs to set.");
      const limit = limitAfter(budget, change);
      if (limit === budget.limit) return false;
      await setRecorded(inside, { ...budget, limit });
      before.push(budget);
      return true;
    });
  });
  return { ...outcome, before };
}

/** To the nearest whole token, message or pico-dollar. */
function limitAfter({ unit, limit }: Budget, change: LimitChange): Amount {
  if ("basisPoints" in change) return (limit * (WHOLE + change.basisPoints) + WHOLE / 2n) / WHOLE;
  if (change.unit === unit) return change.amount;
  throw new AppError("conflict", "It counts in another unit.");
}

/** A budget as it is stored, without where it stands. Throws `not_found`. */
export async function getStored(conn: Conn, budgetId: string): Promise<Budget> {
  const [row] = isId(budgetId) ? await conn.select().from(budgets).where(eq(budgets.id, budgetId)) : [];
  if (!row) throw new AppError("not_found", "This budget does not exist any more.");
  const { scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds } = row;
  return { budgetId, scope, scopeId, period, unit, onLimit, limit, downgradeTo, thresholds };
}
