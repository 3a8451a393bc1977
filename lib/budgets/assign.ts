import { and, eq, or, sql } from "drizzle-orm";
import type { Conn, Tx } from "@/db/client";
import { isId } from "@/db/id";
import { budgets, departments, plans, users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { lockBudgetsAlone } from "./lock";
import { recordMove, whereBelongs } from "./record-move";
import { recount } from "./recount";
import { requireAdmin } from "./set";
import { tellLimit } from "./tell-limit";
import type { Groups, Move } from "./types";

export type Assignment = {
  userId: string;
  /** Undefined leaves it, null takes it away. */
  departmentId?: string | null | undefined;
  planId?: string | null | undefined;
  now?: Date | undefined;
};

/**
 * Moves a member to another department or plan. What they used already in this period counts in their share of the
 * new one's budgets; what it cost the old department's pool stays there. Answers null where they were there already.
 * Admins only; throws `not_found`.
 */
export async function assignMember(ctx: Ctx, input: Assignment): Promise<Move | null> {
  requireAdmin(ctx);
  return ctx.db.transaction(async (tx) => {
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
    if (member.departmentId === before.departmentId && member.planId === before.planId) return null;
    await recordMove(tx, ctx, before);
    const moved = { userId: before.userId, ...member };
    await forgetShares(tx, moved);
    await recountShares(tx, moved, input.now ?? lockedAt);
    return { userId: before.userId, before: pick(before), after: member };
  });
}

const pick = ({ departmentId, planId }: Groups): Groups => ({ departmentId, planId });

/** What they move to stays until they are in it. */
async function checkTargets(tx: Conn, { userId, departmentId, planId }: Assignment): Promise<void> {
  if (!isId(userId)) throw new AppError("not_found", "There is no such member.");
  if (departmentId && !(await isKept(tx, departments, departmentId))) {
    throw new AppError("not_found", "There is no such department.");
  }
  if (planId && !(await isKept(tx, plans, planId))) throw new AppError("not_found", "There is no such plan.");
}

async function isKept(tx: Conn, table: typeof departments | typeof plans, id: string): Promise<boolean> {
  if (!isId(id)) return false;
  const rows = await tx.select({ id: table.id }).from(table).where(eq(table.id, id)).for("key share");
  return rows.length > 0;
}

type Belonging = Groups & { userId: string };

/** A share that nobody keeps up any more is counted anew should its member come back; calls under way settle without it. */
async function forgetShares(tx: Conn, { userId, departmentId, planId }: Belonging): Promise<void> {
  await tx.execute(sql`
    delete from budget_periods p using budgets b
    where b.id = p.budget_id and p.subject_id = ${userId} and b.scope_id is distinct from
      case b.scope when 'plan' then ${planId}::text when 'department_member' then ${departmentId}::text end`);
}

async function recountShares(tx: Tx, { userId, departmentId, planId }: Belonging, at: Date): Promise<void> {
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
    await tellLimit(tx, { budgetId, userId }, { at, timeZone });
  }
}
