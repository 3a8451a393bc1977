import { and, eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { type AlertPayload, alertDeliveries } from "@/db/schema";
import type { AlertKind, ChannelKind } from "./types";

/** Longer than any channel may take, so that nobody else sends what is still being sent. */
export const LEASE_MS = 5 * 60_000;

const SENT_AT_ONCE_MAX = 10;

/** A delivery that this process alone may send until its lease runs out. */
export type Claimed = {
  id: string;
  leaseOwner: string;
  attempts: number;
  recipient: string;
  alert: { id: string; kind: AlertKind; payload: AlertPayload; createdAt: Date };
  /** Null for a member's own e-mail. */
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

/**
 * Takes deliveries whose time has come and whose channel may be used, the longest waiting first, and commits that. Whoever takes them and dies
 * has sent nothing or everything but the mark: when the lease is over another takes them again.
 */
export async function claimDeliveries(db: Conn, leaseMs = LEASE_MS): Promise<Claimed[]> {
  const leaseOwner = newId();
  const rows = await db.execute<Row>(sql`
    with due as (
      select id from alert_deliveries d where state = 'waiting' and next_try_at <= now() and not exists (
        select from alert_channels c
        where c.id = d.channel_id and (c.paused_at is not null or c.removed_at is not null))
      order by next_try_at limit ${SENT_AT_ONCE_MAX} for update skip locked),
    taken as (
      update alert_deliveries d set attempts = d.attempts + 1, lease_owner = ${leaseOwner}::uuid,
        next_try_at = now() + make_interval(secs => ${leaseMs / 1_000})
      from due where d.id = due.id
      returning d.id, d.attempts, d.recipient, d.alert_id, d.channel_id)
    select taken.*, o.kind as alert_kind, o.payload, o.created_at as happened_at, c.kind as channel_kind,
      c.sealed_url, c.sealed_secret
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

type Mine = Pick<Claimed, "id" | "leaseOwner">;

/** Done. False where the lease ran out, and another has it now. */
export async function markSent(db: Conn, { id, leaseOwner }: Mine): Promise<boolean> {
  const marked = await db
    .update(alertDeliveries)
    .set({ state: "sent", sentAt: sql`now()`, leaseOwner: null, lastError: null })
    .where(isMine({ id, leaseOwner }))
    .returning({ id: alertDeliveries.id });
  return marked.length > 0;
}

/** Not done: to be tried again after `waitMs`, or never where that is null. */
export async function markFailed(
  db: Conn,
  { id, leaseOwner }: Mine,
  { why, waitMs }: { why: string; waitMs: number | null },
): Promise<void> {
  const next =
    waitMs === null
      ? { state: "failed" as const }
      : { nextTryAt: sql`now() + make_interval(secs => ${waitMs / 1_000})` };
  await db
    .update(alertDeliveries)
    .set({ ...next, leaseOwner: null, lastError: why })
    .where(isMine({ id, leaseOwner }));
}

function isMine({ id, leaseOwner }: Mine) {
  return and(
    eq(alertDeliveries.id, id),
    eq(alertDeliveries.leaseOwner, leaseOwner),
    eq(alertDeliveries.state, "waiting"),
  );
}
