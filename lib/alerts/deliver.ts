import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { AlertPayload } from "@/db/schema";
import { log } from "@/lib/log";

const DELIVERED_AT_ONCE_MAX = 100;

type Claimed = { id: string; kind: string; payload: AlertPayload };

/**
 * Delivers alerts that are written and not delivered yet, the oldest first; answers their ids. Any number of
 * instances may call it at once: each alert is taken by one, and by another should that one not live to commit.
 */
export function deliverAlerts(db: Conn): Promise<string[]> {
  return db.transaction(async (tx) => {
    const alerts = await tx.execute<Claimed>(sql`
      with due as (
        select id from outbox where delivered_at is null order by created_at, id
        limit ${DELIVERED_AT_ONCE_MAX} for update skip locked)
      update outbox o set delivered_at = date_trunc('milliseconds', now()) from due where o.id = due.id
      returning o.id, o.kind, o.payload`);
    for (const alert of alerts) tell(alert);
    return alerts.map(({ id }) => id);
  });
}

/**
 * Where channels go. The list that admins read is the marked rows themselves, so that it has each exactly once; what
 * leaves the database from here is told before the commit: twice after a crash, rather than never.
 */
function tell({ id, kind, payload }: Claimed): void {
  log.warn({ alertId: id, kind, ...payload }, "alert");
}
