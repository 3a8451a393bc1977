import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { type AlertPayload, alertDeliveries } from "@/db/schema";
import { LEASE_MS, type Lease, takeDue } from "@/lib/deliveries";
import type { AlertKind, ChannelKind } from "./types";

const SENT_AT_ONCE_MAX = 10;

export type Claimed = Lease & {
  recipient: string;
  alert: { id: string; kind: AlertKind; payload: AlertPayload; createdAt: Date };
  /** Null for a member's own email. */
  channel: { id: string; kind: ChannelKind; sealedUrl: string | null; sealedSecret: string | null } | null;
};

type Row = {
  id: string;
  attempts: number;
  recipient: string;
  alert_id: string;
  alert_kind: AlertKind;
  payload: AlertPayload;
  happened_at: string;
  channel_id: string | null;
  channel_kind: ChannelKind | null;
  sealed_url: string | null;
  sealed_secret: string | null;
};

/** Takes deliveries whose channel may be used, and commits that. */
export async function claimDeliveries(db: Conn, leaseMs = LEASE_MS): Promise<Claimed[]> {
  const leaseOwner = newId();
  const mayGo = sql`not exists (
    select from alert_channels c where c.id = d.channel_id and (c.paused_at is not null or c.removed_at is not null))`;
  const rows = await db.execute<Row>(sql`
    ${takeDue(alertDeliveries, { leaseOwner, leaseMs, max: SENT_AT_ONCE_MAX, mayGo })}
    select taken.id, taken.attempts, taken.recipient, taken.alert_id, taken.channel_id, o.kind as alert_kind, o.payload,
      o.created_at as happened_at, c.kind as channel_kind, c.sealed_url, c.sealed_secret
    from taken join outbox o on o.id = taken.alert_id left join alert_channels c on c.id = taken.channel_id`);
  return rows.map((row) => ({
    ...{ id: row.id, leaseOwner, attempts: row.attempts, recipient: row.recipient },
    alert: {
      ...{ id: row.alert_id, kind: row.alert_kind, payload: row.payload },
      createdAt: new Date(row.happened_at),
    },
    channel:
      row.channel_id && row.channel_kind
        ? {
            ...{ id: row.channel_id, kind: row.channel_kind },
            ...{ sealedUrl: row.sealed_url, sealedSecret: row.sealed_secret },
          }
        : null,
  }));
}
