import { asc, inArray } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { assistants } from "@/db/schema";

/**
 * Locks what is shared with these departments alone, in the order of the ids: whoever changes several assistants at
 * once takes them in this order, so that nobody waits for another in a circle.
 */
export async function lockAssistants(tx: Conn, departmentIds: readonly string[]): Promise<void> {
  await tx
    .select({ id: assistants.id })
    .from(assistants)
    .where(inArray(assistants.departmentId, [...departmentIds]))
    .orderBy(asc(assistants.id))
    .for("no key update");
}
