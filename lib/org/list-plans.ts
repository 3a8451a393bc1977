import { asc, count, eq, sql } from "drizzle-orm";
import { plans, users } from "@/db/schema";
import { requireAdmin } from "./admin";
import { planColumns } from "./plan-columns";
import type { Ctx, PlanListItem } from "./types";

/** How many there can be, so that the list is always whole. */
export const PLANS_MAX = 100;

/** Every plan by name, with how many have it. Admins only. */
export function listPlans(ctx: Ctx): Promise<PlanListItem[]> {
  requireAdmin(ctx);
  return ctx.db
    .select({
      ...planColumns,
      members: count(users.id),
      activeMembers: sql<number>`count(${users.id}) filter (where ${users.disabledAt} is null)`.mapWith(
        Number,
      ),
    })
    .from(plans)
    .leftJoin(users, eq(users.planId, plans.id))
    .groupBy(plans.id)
    .orderBy(asc(plans.name), asc(plans.id))
    .limit(PLANS_MAX);
}
