import type { Conn } from "@/db/client";
import { organisations } from "@/db/schema";

/** The organisation of this installation, or null before set-up. */
export async function findOrganisation(db: Conn): Promise<{ id: string; name: string } | null> {
  const [row] = await db
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .limit(1);
  return row ?? null;
}
