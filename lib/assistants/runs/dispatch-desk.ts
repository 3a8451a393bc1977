import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { deskPerConnection } from "@/db/desk";
import { isOneOf, recordset } from "@/db/recordset";
import { leaseEnd } from "./leases";
import { state } from "./live";

/**
 * Marks attempts as dispatched, only by their owner; false where one is no longer ours to call. Asked again after a
 * lost connection it answers the same: each attempt is executed once, by who holds its lease.
 */
export const dispatchDesk = deskPerConnection<string, boolean>(async (db, attemptIds) => {
  const rows = await db.execute<{ id: string }>(sql`
    with due as (
      select id from attempts where id = any(${sql.param(attemptIds)}::uuid[])
        and lease_owner = ${state.processId} and ended_at is null order by id for no key update),
    mine as (
      update attempts a set dispatched_at = coalesce(a.dispatched_at, now()), lease_expires_at = ${leaseEnd}
      from due where a.id = due.id
      returning a.id, a.run_id, a.purpose),
    begun as (
      update runs set status = case status when 'queued' then 'in_progress' else status end, started_at = now()
      from mine where runs.id = mine.run_id and mine.purpose = 'answer')
    select id from mine`);
  const mine = new Set(rows.map(({ id }) => id));
  return attemptIds.map((id) => mine.has(id));
});

type ResponseId = { attemptId: string; responseId: string };

/** Keeps by which ids a provider can be asked for these calls, should this process not live to see their ends. */
export const responseIdDesk = deskPerConnection<ResponseId, true>(async (db: Conn, ids) => {
  await db.execute(sql`
    with due as (
      select a.id, item."responseId" from attempts a
      join ${recordset(ids, '"attemptId" uuid, "responseId" text')} on item."attemptId" = a.id
      where ${isOneOf(
        sql`a.id`,
        ids.map(({ attemptId }) => attemptId),
      )}
        and a.lease_owner = ${state.processId} and a.ended_at is null order by a.id for no key update of a)
    update attempts a set provider_response_id = due."responseId" from due where a.id = due.id`);
  return ids.map(() => true);
});
