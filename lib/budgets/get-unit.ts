import { eq } from "drizzle-orm";
import { isId } from "@/db/id";
import { budgetRequests, budgets } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin } from "./set";
import type { BudgetUnit } from "./types";

/**
 * What an amount for a budget is counted in, or for the budget that a request is about. Admins only; throws `not_found`,
 * and `conflict` for a request whose budget is gone.
 */
export async function getUnit(
  ctx: Ctx,
  which: { budgetId: string } | { requestId: string },
): Promise<BudgetUnit> {
  requireAdmin(ctx);
  const [row] = await ("budgetId" in which ? ofBudget(ctx, which.budgetId) : ofRequest(ctx, which.requestId));
  if (!row) throw new AppError("not_found", "There is no such budget or request any more.");
  if (row.unit) return row.unit;
  throw new AppError("conflict", "The budget that this is about is gone: decline the request.");
}

async function ofBudget({ db }: Ctx, budgetId: string): Promise<{ unit: BudgetUnit }[]> {
  if (!isId(budgetId)) return [];
  return db.select({ unit: budgets.unit }).from(budgets).where(eq(budgets.id, budgetId)).limit(1);
}

async function ofRequest({ db }: Ctx, requestId: string): Promise<{ unit: BudgetUnit | null }[]> {
  if (!isId(requestId)) return [];
  return db
    .select({ unit: budgets.unit })
    .from(budgetRequests)
    .leftJoin(budgets, eq(budgets.id, budgetRequests.budgetId))
    .where(eq(budgetRequests.id, requestId))
    .limit(1);
}
