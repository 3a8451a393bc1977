import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { recordset } from "@/db/recordset";
import type { AlertPayload } from "@/db/schema";
import type { AlertKind } from "./types";

export type NewAlert = {
  kind: AlertKind;
  /** What makes it the only one of its kind. */
  key: string;
  payload: AlertPayload;
};

/** Writes alerts, each once: one that is there already stays as it is. Answers how many are new. */
export async function writeAlerts(conn: Conn, alerts: readonly NewAlert[]): Promise<number> {
  if (alerts.length === 0) return 0;
  const rows = alerts.map((alert) => ({ id: newId(), ...alert }));
  const written = await conn.execute(sql`
    insert into outbox (id, kind, key, payload)
    select id, kind, key, payload from ${recordset(rows, "id uuid, kind text, key text, payload jsonb")}
    on conflict (kind, key) do nothing returning id`);
  return written.length;
}
