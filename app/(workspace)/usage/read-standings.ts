import { isNear } from "@/components/usage/tightest";
import { type BudgetStanding, listStandings } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import { markEstimates } from "@/lib/reports";

/**
 * Where the caller's budgets stand, and how much of what is spent is not exact where little is left: of the others the
 * page names no amount.
 */
export async function readStandings(ctx: Ctx): Promise<BudgetStanding[]> {
  const standings = await listStandings(ctx);
  const marked = await markEstimates(ctx, standings.filter(isNear));
  const byId = new Map(marked.map((standing) => [standing.budgetId, standing]));
  return standings.map((standing) => byId.get(standing.budgetId) ?? standing);
}
