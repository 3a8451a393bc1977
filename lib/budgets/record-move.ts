import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { departments, plans, users } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import type { Ctx } from "@/lib/org/types";

/** A member's department and plan with their names, the member's row locked; null where there is no such member. */
export async function whereBelongs(tx: Tx, userId: string) {
  const [member] = await tx
    .select({
      userId: users.id,
      name: users.name,
      departmentId: users.departmentId,
      department: departments.name,
      planId: users.planId,
      plan: plans.name,
    })
    .from(users)
    .leftJoin(departments, eq(departments.id, users.departmentId))
    .leftJoin(plans, eq(plans.id, users.planId))
    .where(eq(users.id, userId))
    .for("no key update", { of: users });
  return member ?? null;
}

type Belonging = NonNullable<Awaited<ReturnType<typeof whereBelongs>>>;

/** Records where a member has been moved from and to; nothing for what stayed. */
export async function recordMove(tx: Tx, { actor }: Ctx, before: Belonging): Promise<void> {
  const { userId, name } = before;
  const after = await whereBelongs(tx, userId);
  const subject = { kind: "member", id: userId, name };
  if (after?.departmentId !== before.departmentId) {
    await recordAct(tx, actor, {
      ...{ act: "member.department", subject, before: departmentOf(before) },
      after: after && departmentOf(after),
    });
  }
  if (after?.planId === before.planId) return;
  await recordAct(tx, actor, {
    ...{ act: "member.plan", subject, before: planOf(before) },
    after: after && planOf(after),
  });
}

const departmentOf = ({ departmentId, department }: Belonging) => ({ department, departmentId });
const planOf = ({ planId, plan }: Belonging) => ({ plan, planId });
