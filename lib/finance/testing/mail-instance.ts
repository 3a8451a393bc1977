import { openDb } from "@/db/client";
import { getEnv } from "@/lib/env";
import { sendReportMails } from "..";
import { takeMails } from "../mailing/take";

/**
 * One instance of Purser, as far as mailed reports go, for a test that kills it. `claim` takes what waits and never sends
 * it; `send` sends what waits and ends.
 */
const LEASE_MS = 500;

const { DATABASE_URL = "" } = getEnv();
const { db, close } = openDb(DATABASE_URL, 2);
if (process.argv[2] === "claim") {
  const taken = await takeMails(db, LEASE_MS);
  process.send?.({ taken: taken.length });
  setInterval(() => undefined, 60_000);
} else {
  process.send?.({ sent: await sendReportMails(db, { leaseMs: LEASE_MS }) });
  await close();
  process.disconnect?.();
}
