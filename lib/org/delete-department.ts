import { and, count, eq, gt, inArray, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { assistants, attempts, budgets, departmentShares, departments, usageDays, users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { requireAdmin } from "./admin";
import { lockAssistants } from "./lock-assistants";
import { sayMembers } from "./say-members";
import type { Ctx } from "./types";

/**
 * Deletes a department that nobody and nothing points at. Throws `conflict` with what to do instead while it has
 * members, budgets, or costs, which keep it for ever.
 */
export async function deleteDepartment(ctx: Ctx, { departmentId }: { departmentId: string }): Promise<void> {
  requireAdmin(ctx);
  await ctx.db.transaction(async (tx) => {
    await lockAssistants(tx, [departmentId]);
    const [department] = await tx
      .select({ name: departments.name })
      .from(departments)
      .where(eq(departments.id, departmentId))
      .for("update");
    if (!department) throw new AppError("not_found", "This department does not exist any more.");
    const reason = await whyKept(tx, departmentId);
    if (reason) throw new AppError("conflict", `${department.name} ${reason}`);
    // What its members had to themselves has nobody left to see it, but for who made it.
    await tx
      .update(assistants)
      .set({ visibility: "me", departmentId: null })
      .where(eq(assistants.departmentId, departmentId));
    await tx.delete(departments).where(eq(departments.id, departmentId));
    const subject = { kind: "department", id: departmentId, name: department.name };
    await recordAct(tx, ctx.actor, { act: "department.delete", subject });
  });
}

/** The department's row is locked: nobody joins it and no call is admitted for it meanwhile. */
async function whyKept(tx: Conn, departmentId: string): Promise<string | null> {
  const [belonging] = await tx
    .select({ members: count() })
    .from(users)
    .where(eq(users.departmentId, departmentId));
  const members = belonging?.members ?? 0;
  if (members > 0) return `has ${sayMembers(members)}. Move them to another department first.`;
  const [budget] = await tx
    .select({ id: budgets.id })
    .from(budgets)
    .where(
      and(inArray(budgets.scope, ["department", "department_member"]), eq(budgets.scopeId, departmentId)),
    )
    .limit(1);
  if (budget) return "has budgets. Remove them first.";
  const [share] = await tx
    .select({ from: departmentShares.fromMonth })
    .from(departmentShares)
    .where(and(eq(departmentShares.departmentId, departmentId), gt(departmentShares.basisPoints, 0)))
    .limit(1);
  if (share) return "has a share of what is shared, which stays with it in every report. Rename it instead.";
  const [costs] = await tx
    .select({
      exist: sql<boolean>`exists (select from ${usageDays} where ${usageDays.departmentId} = ${departmentId})
        or exists (select from ${attempts} where ${attempts.departmentId} = ${departmentId})`,
    })
    .from(departments)
    .where(eq(departments.id, departmentId));
  return costs?.exist ? "has costs, which stay with it in every report. Rename it instead." : null;
}
