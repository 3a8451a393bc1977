import { sql } from "drizzle-orm";
import { v7 } from "uuid";
import type { Conn } from "@/db/client";
import { providerOutages } from "@/db/schema";
import { writeAlerts } from "./write-alerts";

/** So many of the last calls within the window say that a provider is failing. */
const FAILED_MIN = 5;
const CALLS_LOOKED_AT = 20;
const WINDOW_MS = 10 * 60 * 1_000;

/** Failures that are the provider's; what it refuses as wrong, or what a member stopped, is none. */
const FAILURES = [
  "unauthorized",
  "rate_limited",
  "unavailable",
  "not_a_stream",
  "malformed",
  "cut",
  "stalled",
  "reported",
];

type Row = { provider: string; calls: number; failed: number; recovered: boolean };

/**
 * Alerts where a provider keeps failing, once for each outage: it begins with the alert and is over when a call
 * succeeded after the last one that failed, and fewer fail than it takes.
 */
export async function watchProviders(conn: Conn, now = new Date()): Promise<void> {
  const rows = await conn.execute<Row>(recentCalls(now));
  for (const row of rows) {
    if (row.failed >= FAILED_MIN) await begin(conn, row, now);
    else if (row.recovered) await end(conn, row);
  }
}

/** Ids of attempts sort by when they were made, so that the newest are found by the primary key. */
function recentCalls(now: Date) {
  const since = firstIdAt(now.getTime() - WINDOW_MS);
  return sql`
    with recent as (
      select a.id, a.provider, r.error_code = any(${sql.param(FAILURES)}::text[]) is true as failed,
        row_number() over (partition by a.provider order by a.id desc) as place
      from attempts a join runs r on r.id = a.run_id
      where a.id >= ${since}::uuid and a.ended_at is not null and a.purpose = 'answer')
    select provider, count(*)::int as calls, count(*) filter (where failed)::int as failed,
      (array_agg(failed order by id desc))[1] = false as recovered
    from recent where place <= ${CALLS_LOOKED_AT}::int group by provider`;
}

async function begin(conn: Conn, { provider, calls, failed }: Row, now: Date): Promise<void> {
  await conn.transaction(async (tx) => {
    const [outage] = await tx
      .insert(providerOutages)
      .values({ provider, since: now })
      .onConflictDoNothing()
      .returning({ since: providerOutages.since });
    if (!outage) return;
    const since = outage.since.toISOString();
    const payload = { provider, calls, failed, since };
    await writeAlerts(tx, [{ kind: "provider", key: `${provider}/${since}`, payload }]);
  });
}

async function end(conn: Conn, { provider }: Row): Promise<void> {
  await conn.delete(providerOutages).where(sql`${providerOutages.provider} = ${provider}`);
}

function firstIdAt(msecs: number): string {
  return v7({ msecs, random: new Uint8Array(16), seq: 0 });
}
