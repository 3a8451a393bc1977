import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { fromPlace, type Place, toPlace } from "@/db/cursor";

/** A year, and five weeks to look back at it. */
const DELIVERIES_KEPT_DAYS = 400;
const BATCH = 1_000;

type Options = { batch?: number };
type Round = { seen: number; removed: number; by: string | null; id: string | null };

/**
 * Removes what was sent, failed or was cancelled more than 400 days ago, the oldest first and a batch at a time, so that
 * nobody waits for it. Of each alert the newest delivery stays, and what still waits. Answers how many are gone; any
 * number of processes may do it at once.
 */
export async function pruneDeliveries(db: Conn, { batch = BATCH }: Options = {}): Promise<number> {
  let removed = 0;
  let place: Place | null = null;
  for (;;) {
    const round: Round | undefined = await pruneBatch(db, place, batch);
    removed += round?.removed ?? 0;
    if (!round?.by || !round.id || round.seen < batch) return removed;
    place = { by: round.by, id: round.id };
  }
}

/** Looks at the deliveries that follow a place; those that stay are passed by and not seen again in this round. */
async function pruneBatch(db: Conn, place: Place | null, batch: number): Promise<Round | undefined> {
  const after: SQL = place ? sql`and (created_at, id) > ${fromPlace(place)}` : sql``;
  const [round] = await db.execute<Round>(sql`
    with old as materialized (
      select id, alert_id, created_at from alert_deliveries
      where created_at < now() - make_interval(days => ${DELIVERIES_KEPT_DAYS}) ${after}
      order by created_at, id limit ${batch}::int),
    last as (select ${toPlace(sql`created_at`)} as by, id from old order by created_at desc, id desc limit 1),
    gone as (
      delete from alert_deliveries d using old
      where d.id = old.id and d.state <> 'waiting' and exists (
        select from alert_deliveries n
        where n.alert_id = old.alert_id and (n.created_at, n.id) > (old.created_at, old.id))
      returning d.id)
    select (select count(*) from old)::int as seen, (select count(*) from gone)::int as removed,
      (select by from last)::text as by, (select id from last) as id`);
  return round;
}
