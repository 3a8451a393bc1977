import { type SQL, sql } from "drizzle-orm";
import { isOneOf, recordset } from "@/db/recordset";
import type { ClosedReservation, NewReservation, ReservationEnd } from "./types";

/** Holds an amount for each attempt. `occurredAt` decides the periods its cost will belong to. */
export function insertReservations(rows: readonly NewReservation[]): SQL {
  const columns =
    '"reservationId" uuid, "attemptId" uuid, "userId" uuid, "amountPicoUsd" bigint, "occurredAt" timestamptz';
  return sql`
    insert into reservations (id, attempt_id, user_id, amount_pico_usd, occurred_at, state)
    select "reservationId", "attemptId", "userId", "amountPicoUsd", "occurredAt", 'pending'
    from ${recordset(rows, columns)}`;
}

/** Locks attempts in the order of their ids, as leases and dispatches do, before anything of them is written. */
export function lockAttempts(ends: readonly { attemptId: string }[]): SQL {
  const ids = ends.map(({ attemptId }) => attemptId);
  return sql`select id from attempts where ${isOneOf(sql`id`, ids)} order by id for no key update`;
}

export type ClosedRow = { id: string; attempt_id: string; amount_pico_usd: string; occurred_at: string };

/**
 * Ends the reservations of attempts, each once: one that has ended already gives no row. Posted means that the
 * attempt's cost is recorded in the same transaction, voided that no call was made, expired that none is known of.
 */
export function closeReservations(ends: readonly { attemptId: string; state: ReservationEnd }[]): SQL {
  return sql`
    with due as (
      select r.id, item.state from reservations r
      join ${recordset(ends, '"attemptId" uuid, state text')} on item."attemptId" = r.attempt_id
      where ${isOneOf(
        sql`r.attempt_id`,
        ends.map(({ attemptId }) => attemptId),
      )} and r.state = 'pending' order by r.id for update of r)
    update reservations r set state = due.state, closed_at = now() from due where r.id = due.id
    returning r.id, r.attempt_id, r.amount_pico_usd, r.occurred_at`;
}

export function toClosed(row: ClosedRow): ClosedReservation {
  return {
    reservationId: row.id,
    attemptId: row.attempt_id,
    amountPicoUsd: BigInt(row.amount_pico_usd),
    occurredAt: new Date(row.occurred_at),
  };
}
