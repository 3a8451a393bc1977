import { type SQL, sql } from "drizzle-orm";
import type { alertDeliveries, reportMails } from "@/db/schema";

/** Longer than anything may take to be sent, so that nobody else sends it meanwhile. */
export const LEASE_MS = 5 * 60_000;

/** A table of deliveries. */
export type Deliveries = typeof alertDeliveries | typeof reportMails;

/** A delivery that one process alone may send until its lease runs out. */
export type Lease = { id: string; leaseOwner: string; attempts: number };

type Due = {
  leaseOwner: string;
  leaseMs: number;
  /** At once. */
  max: number;
  /** Whether a delivery `d` may go now. */
  mayGo?: SQL;
};

/**
 * The beginning of a statement whose `taken` has the deliveries whose time has come, the longest waiting first, and all
 * their columns. Whoever takes them and dies has sent nothing or everything but the mark: when the lease is over another
 * takes them again.
 */
export function takeDue(table: Deliveries, { leaseOwner, leaseMs, max, mayGo = sql`true` }: Due): SQL {
  return sql`
    with due as (
      select d.id from ${table} d where d.state = 'waiting' and d.next_try_at <= now() and ${mayGo}
      order by d.next_try_at limit ${max}::int for update of d skip locked),
    taken as (
      update ${table} d set attempts = d.attempts + 1, lease_owner = ${leaseOwner}::uuid,
        next_try_at = now() + make_interval(secs => ${leaseMs / 1_000})
      from due where d.id = due.id returning d.*)`;
}
