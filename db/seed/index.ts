import { sql } from "drizzle-orm";
import { createCalls, makeCalls, makeUnpriced } from "./calls";
import { writeEntries, writeRuns } from "./ledger-rows";
import { writeLoad, writeRefusals } from "./load";
import { writeOrganisation } from "./organisation";
import { createRandom } from "./random";
import { createTopics, writeMessages, writeThreads } from "./threads";
import type { SeedConn, SeedOptions } from "./types";

export { SEED_DOMAIN, type SeedOptions } from "./types";

/**
 * Makes an organisation up and writes all that its months would have left, day by day, on the one connection that is
 * given: a transaction, or a pool of one. Everything that settlements keep in step is in step, but no budget and no
 * sealed day is written.
 */
export async function seedOrganisation(conn: SeedConn, options: SeedOptions): Promise<void> {
  await createRandom(conn, options.seed);
  await writeOrganisation(conn, options);
  await writeLoad(conn, options);
  await writeRefusals(conn);
  await createCalls(conn);
  const isWhole = options.depth === "everything";
  if (isWhole) await createTopics(conn);
  const days = daysOf(options);
  for (const day of days) {
    options.signal?.throwIfAborted();
    await makeCalls(conn, day, options);
    if (isWhole) {
      await makeUnpriced(conn, day, options);
      await writeThreads(conn, options.now);
      await writeMessages(conn);
      await writeRuns(conn, day);
    }
    await writeEntries(conn, day);
    options.onDay?.(days.length);
  }
  await dropTables(conn);
}

const TABLES = [
  "departments",
  "members",
  "assistants",
  "models",
  "prices",
  "wanted",
  "load",
  "calls",
  "topics",
  "sayings",
];

async function dropTables(conn: SeedConn): Promise<void> {
  const names = TABLES.map((name) => `pg_temp.seed_${name}`).join(", ");
  await conn.execute(sql.raw(`drop table if exists ${names}`));
}

const DAY_MS = 86_400_000;

function daysOf({ firstDay, lastDay }: SeedOptions): string[] {
  const [first, last] = [Date.parse(firstDay), Date.parse(lastDay)];
  const count = Math.round((last - first) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, n) => new Date(first + n * DAY_MS).toISOString().slice(0, 10));
}
