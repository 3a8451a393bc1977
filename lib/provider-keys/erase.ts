import { and, isNotNull, lt, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { storedProviders } from "@/db/schema";

const KEPT_HOURS = 24;

/** Erases the keys of providers that were removed a day ago: until then they can be brought back, and asked about their calls. */
export async function eraseRemovedKeys(conn: Conn): Promise<void> {
  await conn
    .update(storedProviders)
    .set({ sealedKey: null, keyEnding: "" })
    .where(
      and(
        isNotNull(storedProviders.sealedKey),
        lt(storedProviders.removedAt, sql`now() - make_interval(hours => ${KEPT_HOURS}::int)`),
      ),
    );
}
