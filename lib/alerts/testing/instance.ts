import { openDb } from "@/db/client";
import { getEnv } from "@/lib/env";
import { deliverAlerts, sendDeliveries } from "..";
import { claimDeliveries } from "../claim";

/**
 * One instance of Purser, as far as alerts go, for a test that kills it. `claim` takes what waits and never sends it;
 * `send` sends what waits and ends.
 */
const LEASE_MS = 500;

const { DATABASE_URL = "" } = getEnv();
const { db, close } = openDb(DATABASE_URL, 2);
await deliverAlerts(db);
if (process.argv[2] === "claim") {
  const claimed = await claimDeliveries(db, LEASE_MS);
  process.send?.({ claimed: claimed.length });
  setInterval(() => undefined, 60_000);
} else {
  process.send?.({ sent: await sendDeliveries(db, { leaseMs: LEASE_MS }) });
  await close();
  process.disconnect?.();
}
