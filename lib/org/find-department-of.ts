import { eq } from "drizzle-orm";
import { departments, users } from "@/db/schema";
import type { Ctx } from "./types";

/** The caller's own department; null where they are in none. */
export async function findDepartmentOf({ db, actor }: Ctx): Promise<{ id: string; name: string } | null> {
  const [own] = await db
    .select({ id: departments.id, name: departments.name })
    .from(users)
    .innerJoin(departments, eq(departments.id, users.departmentId))
    .where(eq(users.id, actor.userId));
  return own ?? null;
}
