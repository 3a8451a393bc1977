import { and, count, eq, ne, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { plans } from "@/db/schema";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import { lockOrganisation, requireAdmin } from "./admin";
import { PLANS_MAX } from "./list-plans";
import { planColumns } from "./plan-columns";
import { type PlanFields, type PlanInput, planFields } from "./plan-fields";
import { readFields } from "./read-fields";
import type { Ctx } from "./types";

/**
 * Adds a plan, or with `planId` changes one as a whole; the next message of each member who has it sees it.
 * Throws `not_found`, `invalid`, or `conflict` when the name is taken, in any letter case.
 */
export async function savePlan(
  ctx: Ctx,
  input: PlanInput & { planId?: string | undefined },
): Promise<{ planId: string }> {
  requireAdmin(ctx);
  const values = readFields(planFields, input);
  const planId = input.planId ?? newId();
  return ctx.db.transaction(async (tx) => {
    await lockOrganisation(tx);
    await keepNamesApart(tx, { planId, name: values.name });
    const before = input.planId ? await getOne(tx, planId) : undefined;
    if (before) {
      await tx
        .update(plans)
        .set({ ...values, updatedAt: sql`now()` })
        .where(eq(plans.id, planId));
    } else {
      await keepToTheMost(tx);
      await tx.insert(plans).values({ id: planId, ...values });
    }
    await recordAct(tx, ctx.actor, {
      act: before ? "plan.save" : "plan.create",
      subject: { kind: "plan", id: planId, name: values.name },
      before,
      after: values,
    });
    return { planId };
  });
}

/** What the plan was; the organisation's lock keeps it so. */
async function getOne(tx: Conn, id: string): Promise<PlanFields> {
  const { planId, ...columns } = planColumns;
  const [plan] = await tx.select(columns).from(plans).where(eq(planId, id));
  if (!plan) throw new AppError("not_found", "This plan does not exist any more.");
  return plan;
}

async function keepNamesApart(tx: Conn, { planId, name }: { planId: string; name: string }): Promise<void> {
  const [other] = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(and(sql`lower(${plans.name}) = lower(${name})`, ne(plans.id, planId)));
  if (!other) return;
  throw new AppError("conflict", "A plan has this name already. Choose another name.", {
    details: { field: "name" },
  });
}

async function keepToTheMost(tx: Conn): Promise<void> {
  const [existing] = await tx.select({ count: count() }).from(plans);
  if ((existing?.count ?? 0) < PLANS_MAX) return;
  throw new AppError("conflict", `There can be ${PLANS_MAX} plans. Delete one first.`);
}
