import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { deskPerConnection } from "@/db/desk";
import { leaseEnd } from "./leases";
import { state } from "./live";

/** Marks attempts as dispatched, each once and only by its owner; false where it is no longer ours to call. */
export const dispatchDesk = deskPerConnection<string, boolean>(async (db, attemptIds) => {
  const rows = await db.execute<{ id: string }>(sql`
    with mine as (
      update attempts set dispatched_at = now(), lease_expires_at = ${leaseEnd}
      where id = any(${sql.param(attemptIds)}::uuid[]) and lease_owner = ${state.processId}
        and dispatched_at is null and ended_at is null
      returning id, run_id, purpose),
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
    update attempts a set provider_response_id = known.response_id
    from unnest(${sql.param(ids.map(({ attemptId }) => attemptId))}::uuid[], ${sql.param(ids.map(({ responseId }) => responseId))}::text[])
      as known(attempt_id, response_id)
    where a.id = known.attempt_id and a.lease_owner = ${state.processId} and a.ended_at is null`);
  return ids.map(() => true);
});
