import { findOrganisation } from "@/lib/org";
import { syncPrices } from "@/lib/pricing";
import { openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { LaunchFailure } from "./failure";

export type Prepared = { pricesAdded: number; hasOrganisation: boolean };

/** Brings the database to the newest schema and the newest prices. Any number of processes may do so at once. */
export async function prepareDatabase(url: string): Promise<Prepared> {
  try {
    await migrateToLatest(url);
  } catch (cause) {
    const reason =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new LaunchFailure(`The database could not be brought to the newest schema: ${reason}`, { cause });
  }
  const { db, close } = openDb(url, 1);
  try {
    const { added } = await syncPrices(db);
    return { pricesAdded: added, hasOrganisation: (await findOrganisation(db)) !== null };
  } finally {
    await close();
  }
}
