import { eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { plans, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { planColumns } from "./plan-columns";
import type { Plan } from "./types";

export type MemberPlan = { departmentId: string | null; plan: Plan | null };

/** The department and the plan that a member has now. Throws `not_found` where there is no such member. */
export async function getPlanOf(conn: Conn, userId: string): Promise<MemberPlan> {
  const [row] = await conn
    .select({ departmentId: users.departmentId, plan: planColumns })
    .from(users)
    .leftJoin(plans, eq(plans.id, users.planId))
    .where(eq(users.id, userId));
  if (!row) throw new AppError("not_found", "This member does not exist.");
  return row;
}
