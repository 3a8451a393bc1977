import type { Conn } from "@/db/client";
import { alertDeliveries } from "@/db/schema";
import { LEASE_MS, linkTo, sendDue } from "@/lib/deliveries";
import { getEnv } from "@/lib/env";
import { type Claimed, claimDeliveries } from "./claim";
import { eventTypeOf } from "./kinds";
import { readNames } from "./names";
import { findPayload, isUrgent, readPayload } from "./payload";
import { transmit } from "./transmit";
import { type Names, sentenceOf } from "./words";

/**
 * Sends deliveries whose time has come, a few at a time, until none is left; answers how many were taken by the other
 * side. Any number of instances may call it at once. What fails waits longer each time, and is given up in the end.
 */
export function sendDeliveries(db: Conn, { leaseMs = LEASE_MS } = {}): Promise<number> {
  return sendDue(db, alertDeliveries, async () => {
    const claimed = await claimDeliveries(db, leaseMs);
    const names = await readNames(
      db,
      claimed.flatMap(({ alert }) => findPayload(alert.kind, alert.payload) ?? []),
    );
    return claimed.map((delivery) => ({
      ...delivery,
      send: async () => transmit(messageOf(delivery, names), { ...delivery, stableId: delivery.id }),
    }));
  });
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
