import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { departments, plans, users } from "@/db/schema";

/** Members as admins see them, ready for a `where`. */
export function selectMembers(db: Conn) {
  return db
    .select({
      userId: users.id,
      name: users.name,
      email: users.email,
      role: users.role,
      disabled: sql<boolean>`${users.disabledAt} is not null`,
      createdAt: users.createdAt,
      department: { departmentId: departments.id, name: departments.name },
      plan: { planId: plans.id, name: plans.name },
    })
    .from(users)
    .leftJoin(departments, eq(departments.id, users.departmentId))
    .leftJoin(plans, eq(plans.id, users.planId));
}
