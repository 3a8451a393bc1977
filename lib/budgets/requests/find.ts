import { and, desc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { budgetRequests, budgets, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import type { BudgetRequest } from "./types";

/** The caller's open request, or else the newest answer that they have not put away; null where there is neither. */
export async function findRequest(ctx: Ctx): Promise<BudgetRequest | null> {
  const [row] = await ctx.db
    .select({ request: budgetRequests, budget: requestedBudget, decidedByName: users.name })
    .from(budgetRequests)
    .leftJoin(budgets, eq(budgets.id, budgetRequests.budgetId))
    .leftJoin(users, eq(users.id, budgetRequests.decidedBy))
    .where(and(eq(budgetRequests.userId, ctx.actor.userId), or(isOpen, isUnseen)))
    .orderBy(sql`${budgetRequests.state} = 'open' desc`, desc(budgetRequests.createdAt))
    .limit(1);
  return row ? toBudgetRequest(row) : null;
}

type Row = {
  request: typeof budgetRequests.$inferSelect;
  budget: BudgetRequest["budget"];
  decidedByName: string | null;
};

export function toBudgetRequest({ request, budget, decidedByName }: Row): BudgetRequest {
  const { id, amount, neededUntil, reason, state, createdAt, decidedAt, ...rest } = request;
  const { grantedAmount, grantedUntil, answer } = rest;
  return {
    ...{ requestId: id, budget, amount, neededUntil, reason, state, createdAt, decidedAt },
    ...{ decidedByName, grantedAmount, grantedUntil, answer },
  };
}

export const requestedBudget = {
  budgetId: budgets.id,
  scope: budgets.scope,
  period: budgets.period,
  unit: budgets.unit,
};

const isOpen: SQL = sql`${budgetRequests.state} = 'open'`;
const isUnseen = and(sql`${budgetRequests.decidedAt} is not null`, isNull(budgetRequests.seenAt));
