import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { departments } from "@/db/schema";

/** The department of this name in any letter case; for the command line, which needs no actor. */
export async function findDepartmentByName(
  db: Conn,
  name: string,
): Promise<{ departmentId: string; name: string } | null> {
  const [row] = await db
    .select({ departmentId: departments.id, name: departments.name })
    .from(departments)
    .where(eq(sql`lower(${departments.name})`, sql`lower(${name.trim()})`));
  return row ?? null;
}
