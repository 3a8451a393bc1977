import { desc, eq, isNotNull } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { storedProviders } from "@/db/schema";
import { listProviders } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { toProvider } from "./row";

/**
 * The provider of a call that was made: the environment's, or one that admins added, also where it is paused or was
 * removed while its key is still there. Null where nobody knows it.
 */
export async function findProvider(conn: Conn, name: string): Promise<Provider | null> {
  const fixed = listProviders().find(({ id }) => id === name);
  if (fixed) return fixed;
  const [row] = await conn
    .select()
    .from(storedProviders)
    .where(eq(storedProviders.name, name))
    // One that is there before one that was removed, and of those the last.
    .orderBy(isNotNull(storedProviders.removedAt), desc(storedProviders.removedAt))
    .limit(1);
  return row ? toProvider(row) : null;
}
