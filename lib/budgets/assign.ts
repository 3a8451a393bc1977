import { and, eq, or, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { budgets, departments, plans, users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { lockBudgetsAlone } from "./lock";
import { recordMove, whereBelongs } from "./record-move";
import { recount } from "./recount";
import { requireAdmin } from "./set";

export type Assignment = {
  userId: string;
  /** Undefined leaves it, null takes it away. */
  departmentId?: string | null | undefined;
  planId?: string | null | undefined;
  now?: Date | undefined;
};

/**
 * Moves a member to another department or plan. What they used already in this period counts in their share of the
 * new one's budgets; what it cost the old department's pool stays there. Admins only; throws `not_found`.
 */
export async function assignMember(ctx: Ctx, input: Assignment): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    const lockedAt = await lockBudgetsAlone(tx);
    await checkTargets(tx, input);
    const { userId, departmentId, planId } = input;
    const before = await whereBelongs(tx, userId);
    const [member] = await tx
      .update(users)
      .set({
        ...(departmentId === undefined ? {} : { departmentId }),
        ...(planId === undefined ? {} : { planId }),
        // Keeps the statement whole where nothing is to be changed.
        id: userId,
      })
      .where(eq(users.id, userId))
      .returning({ departmentId: users.departmentId, planId: users.planId });
    if (!before || !member) throw new AppError("not_found", "There is no such member.");
    await recordMove(tx, ctx, before);
    await forgetShares(tx, { userId, ...member });
    await recountShares(tx, { userId, ...member }, input.now ?? lockedAt);
  });
}

async function checkTargets(tx: Conn, { userId, departmentId, planId }: Assignment): Promise<void> {
  if (!isId(userId)) throw new AppError("not_found", "There is no such member.");
  if (
    departmentId &&
    !(isId(departmentId) && (await tx.$count(departments, eq(departments.id, departmentId))))
  ) {
    throw new AppError("not_found", "There is no such department.");
  }
  if (planId && !(isId(planId) && (await tx.$count(plans, eq(plans.id, planId))))) {
    throw new AppError("not_found", "There is no such plan.");
  }
}

type Belonging = { userId: string; departmentId: string | null; planId: string | null };

/** A share that nobody keeps up any more is counted anew should its member come back; calls under way settle without it. */
async function forgetShares(tx: Conn, { userId, departmentId, planId }: Belonging): Promise<void> {
  await tx.execute(sql`
    delete from budget_periods p using budgets b
    where b.id = p.budget_id and p.subject_id = ${userId} and b.scope_id is distinct from
      case b.scope when 'plan' then ${planId}::text when 'department_member' then ${departmentId}::text end`);
}

async function recountShares(tx: Conn, { userId, departmentId, planId }: Belonging, at: Date): Promise<void> {
  const shares = await tx
    .select()
    .from(budgets)
    .where(
      or(
        and(eq(budgets.scope, "department_member"), eq(budgets.scopeId, departmentId ?? "")),
        and(eq(budgets.scope, "plan"), eq(budgets.scopeId, planId ?? "")),
      ),
    );
  const { ORG_TIME_ZONE: timeZone } = getEnv();
  for (const { id: budgetId, ...budget } of shares) {
    await recount(tx, { ...budget, budgetId }, { at, timeZone, userId });
  }
}
