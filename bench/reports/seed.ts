import { sql } from "drizzle-orm";
import { sealDays } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { diagnoseDays } from "@/lib/reports";
import { type Db, openDb } from "../../db/client";
import { newId } from "../../db/id";
import { seedOrganisation } from "../../db/seed";
import { type Progress, showProgress } from "../progress";

/** Two years, up to now: a tenfold of entries is an organisation that asks ten times as often. */
const DAYS = 730;
/** So many entries come with a hundred answers: each thread has a title of its own. */
const ENTRIES_TO_ANSWERS = 100 / 118;
export const TIME_ZONE = "UTC";

type Options = { entries: number; members: number; signal: AbortSignal };

/**
 * An organisation's entries and their roll-ups, in which past days are sealed as the job does it. Threads, runs and
 * attempts, which no report reads, are left out, and with them the checks that entries point at some.
 */
export async function seedReports(url: string, { entries, members, signal }: Options): Promise<Ctx["actor"]> {
  const { db, close } = openDb(url, 1);
  const now = new Date();
  const lastDay = now.toISOString().slice(0, 10);
  const firstDay = new Date(now.getTime() - (DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
  const userId = newId();
  const bars: Progress[] = [];
  const step = (label: string, total: number) => {
    const bar = bars.at(-1) ?? showProgress(label, total);
    if (bars.length === 0) bars.push(bar);
    bar.step();
  };
  const endBar = () => bars.pop()?.end();
  try {
    await db.execute(sql`insert into users (id, email, name, role, password_hash)
      values (${userId}, 'owner@example.org', 'Owner', 'owner', 'none')`);
    await db.execute(sql`set session_replication_role = replica`);
    await db.execute(sql`set synchronous_commit = off`);
    const makeIndexes = await dropIndexes(db);
    await seedOrganisation(db, {
      ...{ members, firstDay, lastDay, timeZone: TIME_ZONE, now, seed: 1, signal, depth: "ledger" },
      answers: Math.round(entries * ENTRIES_TO_ANSWERS),
      onDay: (days) => step("Seeding", days),
    });
    endBar();
    await makeIndexes((indexes) => step("Indexing", indexes));
    endBar();
    await db.execute(sql`set session_replication_role = origin`);
    await db.execute(sql`set synchronous_commit = on`);
    await db.execute(sql`vacuum analyze`);
    const onDay = () => step("Sealing", DAYS - 1);
    while ((await sealDays(db, { timeZone: TIME_ZONE, signal, onDay })) > 0) signal.throwIfAborted();
    await diagnoseDays(db, { timeZone: TIME_ZONE });
    await db.execute(sql`vacuum analyze`);
  } finally {
    endBar();
    await close();
  }
  return { userId, role: "owner", departmentId: null };
}

/** Entries are written faster without their indexes; they are as the migrations have them again, by the function. */
async function dropIndexes(db: Db): Promise<(onIndex: (indexes: number) => void) => Promise<void>> {
  const indexes = await db.execute<{ name: string; definition: string }>(sql`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'entries' and indexname <> 'entries_pkey'`);
  for (const { name } of indexes) await db.execute(sql`drop index ${sql.identifier(name)}`);
  return async (onIndex) => {
    await db.execute(sql`set maintenance_work_mem = '512MB'`);
    for (const { definition } of indexes) {
      await db.execute(sql.raw(definition));
      onIndex(indexes.length);
    }
  };
}
