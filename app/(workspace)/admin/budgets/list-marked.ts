import { type BudgetFilter, type BudgetListItem, listBudgets } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import { markEstimates } from "@/lib/reports";

type Page = { budgets: BudgetListItem[]; nextCursor: string | null };

/** A page of budgets, where each standing says how much of what is spent is estimated. */
export async function listMarked(
  ctx: Ctx,
  filter: BudgetFilter & { cursor?: string | undefined },
): Promise<Page> {
  const { budgets, nextCursor } = await listBudgets(ctx, filter);
  const standings = await markEstimates(
    ctx,
    budgets.flatMap(({ standing }) => standing ?? []),
  );
  const marked = new Map(standings.map((standing) => [standing.budgetId, standing]));
  return {
    budgets: budgets.map((budget) => ({ ...budget, standing: marked.get(budget.budgetId) ?? null })),
    nextCursor,
  };
}
