import { and, count, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { budgets, plans, users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { planColumns } from "./plan-columns";
import { sayMembers } from "./say-members";
import type { Ctx } from "./types";

/** Deletes a plan that nobody has. Throws `conflict` with what to do first while it has members or budgets. */
export async function deletePlan(ctx: Ctx, { planId }: { planId: string }): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    const [plan] = await tx.select(planColumns).from(plans).where(eq(plans.id, planId)).for("update");
    if (!plan) throw new AppError("not_found", "This plan does not exist any more.");
    const reason = await whyKept(tx, planId);
    if (reason) throw new AppError("conflict", `${plan.name} ${reason}`);
    await tx.delete(plans).where(eq(plans.id, planId));
    const { planId: id, name, ...before } = plan;
    await recordAct(tx, ctx.actor, { act: "plan.delete", subject: { kind: "plan", id, name }, before });
  });
}

/** The plan's row is locked: nobody is given it meanwhile. */
async function whyKept(tx: Conn, planId: string): Promise<string | null> {
  const [having] = await tx.select({ members: count() }).from(users).where(eq(users.planId, planId));
  const members = having?.members ?? 0;
  if (members > 0) return `has ${sayMembers(members)}. Give them another plan first.`;
  const [budget] = await tx
    .select({ id: budgets.id })
    .from(budgets)
    .where(and(eq(budgets.scope, "plan"), eq(budgets.scopeId, planId)))
    .limit(1);
  return budget ? "has budgets. Remove them first." : null;
}
