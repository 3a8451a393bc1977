import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { type BudgetsOutcome, changeEachBudget } from "./change-each-budget";
import { lockBudgetsAlone } from "./lock";
import { removeRecorded, requireAdmin } from "./set";

/** What hangs on budgets and does not come back with them. */
export type LostWithBudgets = {
  /** Top-ups that still hold. */
  topUpIds: string[];
  /** Open requests: who approves one finds its budget gone. */
  requestIds: string[];
};

/**
 * Removes several budgets, each as `removeBudget` does it, under one lock; answers what goes with them. Left out and
 * told is a member's own limit. Admins only.
 */
export async function removeBudgets(
  ctx: Ctx,
  { budgetIds }: { budgetIds: readonly string[] },
): Promise<BudgetsOutcome & { lost: LostWithBudgets }> {
  requireAdmin(ctx);
  return ctx.db.transaction(async (tx) => {
    await lockBudgetsAlone(tx);
    const lost = await lockLost(tx, budgetIds.filter(isId));
    const outcome = await changeEachBudget({ ...ctx, db: tx }, budgetIds, async (inside, budget) => {
      await removeRecorded(inside, budget, budget);
      return null;
    });
    return { ...outcome, lost };
  });
}

/** The budgets' rows are locked, so that no top-up and no request comes in between. */
async function lockLost(tx: Tx, budgetIds: readonly string[]): Promise<LostWithBudgets> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from budgets where id = any(${sql.param(budgetIds)}::uuid[]) and scope <> 'self'
    order by id for update`);
  const ids = sql`any(${sql.param(rows.map(({ id }) => id))}::uuid[])`;
  const topUps = await tx.execute<{ id: string }>(
    sql`select id from budget_top_ups where budget_id = ${ids} and ends_at > now() order by id`,
  );
  const requests = await tx.execute<{ id: string }>(
    sql`select id from budget_requests where budget_id = ${ids} and state = 'open' order by id`,
  );
  return { topUpIds: topUps.map(({ id }) => id), requestIds: requests.map(({ id }) => id) };
}
