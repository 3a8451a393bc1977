import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { log } from "@/lib/log";
import { type LiveRun, state } from "./live";

export const LEASE_SECONDS = 12;
export const LEASE_RENEWED_SECONDS = 4;
const CHECKPOINT_MS = 1_000;
const RENEW_EVERY_TICKS = (LEASE_RENEWED_SECONDS * 1_000) / CHECKPOINT_MS;

/** A lease's end by the database's clock. */
export const leaseEnd = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;

/** What is done for an attempt in the background; `abort` ends its call should its lease be lost. */
type Work = { attemptId: string; abort: () => void; done: Promise<void> };

/** Keeps an attempt's lease, and has draining wait for its work, until that is done. */
export function keepUnderWay(db: Conn, { attemptId, abort, done }: Work): void {
  state.attempts.set(attemptId, abort);
  const work = done.finally(() => {
    state.attempts.delete(attemptId);
    state.working.delete(work);
  });
  state.working.add(work);
  keepLiveRuns(db);
}

/**
 * Keeps what this process is writing: each second the new text of all live runs in one statement, every fourth
 * second all leases in another. Starts with the first run and stops by itself when none is left.
 */
function keepLiveRuns(db: Conn): void {
  if (state.keeper) return;
  let tick = 0;
  let busy = false;
  state.keeper = setInterval(() => {
    if (state.working.size === 0) {
      clearInterval(state.keeper);
      state.keeper = undefined;
      return;
    }
    if (busy) return;
    busy = true;
    tick += 1;
    keep(db, tick % RENEW_EVERY_TICKS === 0)
      .catch((error: unknown) => log.error({ err: error }, "live runs could not be kept; trying again"))
      .finally(() => {
        busy = false;
      });
  }, CHECKPOINT_MS);
}

/** Leases first: that a text cannot be stored must not cost anybody the lease. */
async function keep(db: Conn, renew: boolean): Promise<void> {
  if (renew) await renewLeases(db);
  const changed = [...state.live.values()].filter(
    (run) => !run.ended && run.lastEventId > run.checkpointedEventId,
  );
  if (changed.length > 0) await checkpoint(db, changed);
}

async function checkpoint(db: Conn, changed: LiveRun[]): Promise<void> {
  const marks = changed.map((run) => ({ run, eventId: run.lastEventId, text: run.text }));
  const ids = sql.param(marks.map(({ run }) => run.runId));
  await db.execute(sql`
    with mark as (
      select * from unnest(${ids}::uuid[], ${sql.param(marks.map((m) => m.eventId))}::int[], ${sql.param(marks.map((m) => m.text))}::text[])
        as mark(run_id, event_id, content)),
    moved as (
      update runs set checkpoint_event_id = mark.event_id from mark
      where runs.id = mark.run_id and runs.status in ('in_progress', 'cancelling')
        and exists (select 1 from attempts a where a.run_id = runs.id and a.lease_owner = ${state.processId} and a.ended_at is null)
      returning runs.answer_message_id, mark.content)
    update messages set content = moved.content from moved where messages.id = moved.answer_message_id`);
  for (const { run, eventId } of marks) run.checkpointedEventId = eventId;
}

/** Only what is being worked on: an attempt whose work broke off is left to the reaper. */
async function renewLeases(db: Conn): Promise<void> {
  const working = [...state.attempts.keys()];
  const rows = await db.execute<{ id: string; run_id: string; status: string }>(sql`
    with due as (
      select id from attempts where id = any(${sql.param(working)}::uuid[])
        and lease_owner = ${state.processId} and ended_at is null order by id for no key update)
    update attempts set lease_expires_at = ${leaseEnd} from due, runs
    where attempts.id = due.id and attempts.run_id = runs.id
    returning attempts.id, runs.id as run_id, runs.status`);
  for (const row of rows) {
    if (row.status === "cancelling") state.live.get(row.run_id)?.stop("member");
  }
  const kept = new Set(rows.map((row) => row.id));
  for (const id of working) if (!kept.has(id)) state.attempts.get(id)?.();
}
