import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { budgets, users } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { requireAdmin, setBudget } from "./set";
import type { BudgetPeriod } from "./types";

type EveryonesBudget = { period: BudgetPeriod; limit: PicoUsd; replace: boolean };

/**
 * Gives every active member a budget in dollars for a period; one that a member has already stays unless `replace`
 * is on. One member at a time, since each change holds up all admissions for a moment. Answers who was changed.
 */
export async function setEveryonesBudget(
  ctx: Ctx,
  { period, limit, replace }: EveryonesBudget,
): Promise<string[]> {
  requireAdmin(ctx);
  const key = { scope: "member", period, unit: "usd", onLimit: "block" } as const;
  const members = await ctx.db
    .select({ userId: users.id, budgetId: budgets.id })
    .from(users)
    .leftJoin(
      budgets,
      and(
        eq(budgets.scope, key.scope),
        eq(budgets.scopeId, sql`${users.id}::text`),
        eq(budgets.period, period),
        eq(budgets.unit, key.unit),
        eq(budgets.onLimit, key.onLimit),
      ),
    )
    .where(isNull(users.disabledAt))
    .orderBy(asc(users.id));
  const changing = members.filter(({ budgetId }) => replace || budgetId === null).map(({ userId }) => userId);
  for (const userId of changing) await setBudget(ctx, { ...key, scopeId: userId, limit });
  return changing;
}
