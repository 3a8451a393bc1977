import type { Conn } from "@/db/client";
import { getEnv } from "@/lib/env";
import { isAppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Claimed, claimDeliveries, LEASE_MS, markFailed, markSent } from "./claim";
import { eventTypeOf } from "./kinds";
import { readNames } from "./names";
import { findPayload, isUrgent, readPayload } from "./payload";
import { linkTo, transmit } from "./transmit";
import { type Names, sentenceOf } from "./words";

/** After so many tries, about six hours, it is given up and said so. */
const TRIES_MAX = 12;
const WAIT_FIRST_MS = 30_000;
const WAIT_MAX_MS = 60 * 60 * 1_000;

/**
 * Sends deliveries whose time has come, a few at a time, until none is left; answers how many were taken by the other
 * side. Any number of instances may call it at once. What fails waits longer each time, and is given up in the end.
 */
export async function sendDeliveries(db: Conn, { leaseMs = LEASE_MS } = {}): Promise<number> {
  let sent = 0;
  for (;;) {
    const claimed = await claimDeliveries(db, leaseMs);
    if (claimed.length === 0) return sent;
    const names = await readNames(
      db,
      claimed.flatMap(({ alert }) => findPayload(alert.kind, alert.payload) ?? []),
    );
    const done = await Promise.all(claimed.map((delivery) => sendOne(db, delivery, names)));
    sent += done.filter(Boolean).length;
  }
}

async function sendOne(db: Conn, delivery: Claimed, names: Names): Promise<boolean> {
  try {
    await transmit(messageOf(delivery, names), { ...delivery, stableId: delivery.id });
  } catch (error) {
    const waitMs = isHopeless(error) ? null : waitAfter(delivery.attempts);
    const { id: deliveryId, attempts } = delivery;
    log.warn({ err: error, deliveryId, attempts, waitMs }, "an alert could not be sent");
    await markFailed(db, delivery, { why: explain(error), waitMs });
    return false;
  }
  return markSent(db, delivery);
}

function messageOf({ alert, channel }: Claimed, names: Names) {
  const about = readPayload(alert.kind, alert.payload);
  return {
    ...{ eventType: eventTypeOf(about), urgent: isUrgent(about), happenedAt: alert.createdAt },
    facts: { alertId: alert.id, ...alert.payload },
    sentence: sentenceOf(about, names, getEnv().ORG_TIME_ZONE),
    link: linkTo(channel ? "/admin/alerts" : "/usage"),
  };
}

/** What another try would not change: an address or a setting has to. A mail server says so by a code from 500 on. */
function isHopeless(error: unknown): boolean {
  if (isAppError(error)) return error.code === "invalid";
  return replyOf(error) >= 500;
}

/** How long until the next try, in milliseconds: twice as long each time, and never the same for two; null: no more. */
export function waitAfter(attempts: number, random = Math.random()): number | null {
  if (attempts >= TRIES_MAX) return null;
  return Math.min(WAIT_FIRST_MS * 2 ** (attempts - 1), WAIT_MAX_MS) * (0.75 + random / 2);
}

/** One sentence for admins. A server's own words are not in it: they may quote what was sent. */
export function explain(error: unknown): string {
  if (isAppError(error)) return error.message;
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  const reply = replyOf(error);
  if (code === "EAUTH") return "The mail server does not accept the name and password in SMTP_URL.";
  if (reply > 0) return `The mail server did not take it (${reply}).`;
  if (typeof code === "string") return "The mail server could not be reached: check SMTP_URL.";
  return "Something went wrong on our side.";
}

function replyOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("responseCode" in error)) return 0;
  return Number(error.responseCode) || 0;
}
