import { and, eq, sql } from "drizzle-orm";
import type { BudgetKey } from "@/lib/budgets";
import type { Db } from "../../db/client";
import { budgets } from "../../db/schema";

/** Whether there is such a budget. */
export async function hasBudget(db: Db, key: BudgetKey): Promise<boolean> {
  const count = await db.$count(
    budgets,
    and(
      eq(budgets.scope, key.scope),
      sql`${budgets.scopeId} is not distinct from ${key.scopeId}`,
      eq(budgets.period, key.period),
      eq(budgets.unit, key.unit),
      eq(budgets.onLimit, key.onLimit),
    ),
  );
  return count > 0;
}
