import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { plans } from "@/db/schema";
import { planColumns } from "./plan-columns";
import type { Plan } from "./types";

/** The plan of this name in any letter case; for the command line, which needs no actor. */
export async function findPlanByName(db: Conn, name: string): Promise<Plan | null> {
  const [row] = await db
    .select(planColumns)
    .from(plans)
    .where(eq(sql`lower(${plans.name})`, sql`lower(${name.trim()})`));
  return row ?? null;
}
