import type { Conn } from "@/db/client";
import { log } from "@/lib/log";
import type { Deliveries, Lease } from "./claim";
import { explain, isHopeless } from "./explain";
import { markFailed, markSent } from "./mark";

/** After so many tries, about six hours, it is given up and said so. */
const TRIES_MAX = 12;
const WAIT_FIRST_MS = 30_000;
const WAIT_MAX_MS = 60 * 60 * 1_000;

/** What was taken, and how it is handed over: done when the other side has it, thrown where it has not. */
export type Outgoing = Lease & { send: () => Promise<void> };

/**
 * Sends what `take` takes, a few at a time, until nothing is left; answers how many were taken by the other side. What
 * fails waits longer each time, and is given up in the end.
 */
export async function sendDue(db: Conn, table: Deliveries, take: () => Promise<Outgoing[]>): Promise<number> {
  let sent = 0;
  for (;;) {
    const taken = await take();
    if (taken.length === 0) return sent;
    const done = await Promise.all(taken.map((one) => sendOne(db, table, one)));
    sent += done.filter(Boolean).length;
  }
}

async function sendOne(db: Conn, table: Deliveries, one: Outgoing): Promise<boolean> {
  try {
    await one.send();
  } catch (error) {
    const { id, leaseOwner, attempts } = one;
    const waitMs = isHopeless(error) ? null : waitAfter(attempts);
    log.warn({ err: error, deliveryId: id, attempts, waitMs }, "a delivery could not be sent");
    await markFailed(db, { table, id, leaseOwner, why: explain(error), waitMs });
    return false;
  }
  return markSent(db, table, one);
}

/** How long until the next try, in milliseconds: twice as long each time, and never the same for two; null: no more. */
export function waitAfter(attempts: number, random = Math.random()): number | null {
  if (attempts >= TRIES_MAX) return null;
  return Math.min(WAIT_FIRST_MS * 2 ** (attempts - 1), WAIT_MAX_MS) * (0.75 + random / 2);
}
