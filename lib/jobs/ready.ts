import { sql } from "drizzle-orm";
import { type Conn, getDb } from "@/db/client";
import journal from "@/db/migrations/meta/_journal.json";
import { log } from "@/lib/log";

export type Readiness = { ready: true } | { ready: false; reason: string };

const NEWEST_MIGRATION = Math.max(...journal.entries.map((entry) => entry.when));

/** Whether this process can serve: its database answers and has the newest schema. */
export async function checkReady(connect: () => Conn = getDb): Promise<Readiness> {
  try {
    const [row] = await connect().execute<{ newest: string | null }>(
      sql`select max(created_at) as newest from drizzle.__drizzle_migrations`,
    );
    if (Number(row?.newest ?? 0) >= NEWEST_MIGRATION) return { ready: true };
    return { ready: false, reason: "The database has an older schema: restart with npm start." };
  } catch (error) {
    log.warn({ err: error }, "not ready");
    return { ready: false, reason: "The database does not answer." };
  }
}
