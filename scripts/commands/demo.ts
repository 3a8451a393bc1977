import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { storeMonthlyReports } from "@/lib/finance";
import { listOpenDays, sealDays } from "@/lib/ledger";
import { askForIntegrityCheck } from "@/lib/reports";
import { showProgress } from "../../bench/progress";
import type { Conn, Db } from "../../db/client";
import { SEED_DOMAIN, type SeedOptions, seedOrganisation } from "../../db/seed";
import { writeDemoActs } from "../demo/acts";
import { writeDemoAlerts } from "../demo/alerts";
import { writeDemoBudgets } from "../demo/budgets";
import { writeSentAlerts } from "../demo/sent-alerts";
import { type Command, UsageError } from "./command";
import { ownerCtx } from "./owner-ctx";

const MEMBERS_MAX = 1_000;
const MONTHS_MAX = 36;
const SEED_MAX = 1_000_000;

export const demoSeed: Command = {
  name: "demo seed",
  usage: "demo seed [--members 100] [--months 12] [--seed 1]",
  summary: "Makes up members, threads and a history of costs, to see every page at work",
  prepare(args) {
    const text = { type: "string" } as const;
    const { values } = parseArgs({ args, options: { members: text, months: text, seed: text } });
    const members = count("--members", values.members ?? "100", [2, MEMBERS_MAX]);
    const months = count("--months", values.months ?? "12", [1, MONTHS_MAX]);
    const seed = count("--seed", values.seed ?? "1", [0, SEED_MAX]);
    return async (db) => ({ lines: await seedOnce(db, { members, months, seed }) });
  },
};

function count(option: string, text: string, [min, max]: [number, number]): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`${option} takes a whole number from ${min} to ${max}, not "${text}".`);
}

type Wanted = { members: number; months: number; seed: number };

/** A second time it leaves everything as it is. Throws `conflict` beside usage that somebody really had. */
async function seedOnce(db: Db, wanted: Wanted): Promise<string[]> {
  const timeZone = getEnv().ORG_TIME_ZONE;
  await ownerCtx(db);
  if (await isThere(db)) return ["The demo is there already.", ...(await describe(db))];
  await db.transaction(async (tx) => {
    await refuseBesideUsage(tx);
    await withProgress("Making up", (onDay) =>
      seedOrganisation(tx, { ...spanOf(wanted, timeZone), onDay, depth: "everything" }),
    );
    const ctx = await ownerCtx(tx);
    await writeDemoBudgets(ctx);
    await writeDemoAlerts(ctx);
  });
  await db.execute(sql`analyze`);
  await withProgress("Sealing", (onDay) => sealAll(db, { timeZone, onDay }));
  const ctx = await ownerCtx(db);
  await writeDemoActs(ctx);
  await writeSentAlerts(ctx);
  await storeMonthlyReports(db, { timeZone });
  // A server that runs meanwhile may have checked while there was nothing.
  await askForIntegrityCheck(ctx);
  return describe(db);
}

function spanOf({ members, months, seed }: Wanted, timeZone: string): Omit<SeedOptions, "depth"> {
  const now = new Date();
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const firstDay = today.subtract({ months }).add({ days: 1 }).toString();
  return { members, seed, firstDay, lastDay: today.toString(), timeZone, now };
}

async function withProgress(
  label: string,
  work: (onDay: (days: number) => void) => Promise<unknown>,
): Promise<void> {
  let bar: ReturnType<typeof showProgress> | null = null;
  await work((days) => {
    bar ??= showProgress(label, days);
    bar.step();
  }).finally(() => bar?.end());
}

async function sealAll(db: Db, { timeZone, onDay }: { timeZone: string; onDay: (days: number) => void }) {
  const { length: days } = await listOpenDays(db, { timeZone, limit: MONTHS_MAX * 31 });
  while ((await sealDays(db, { timeZone, onDay: () => onDay(days) })) > 0);
}

async function isThere(conn: Conn): Promise<boolean> {
  const [row] = await conn.execute<{ there: boolean }>(
    sql`select exists (select from users where email like ${`%@${SEED_DOMAIN}`}) as there`,
  );
  return row?.there ?? false;
}

async function refuseBesideUsage(tx: Conn): Promise<void> {
  const [row] = await tx.execute<{ used: boolean }>(
    sql`select exists (select from attempts) or exists (select from entries) as used`,
  );
  if (row?.used) {
    throw new AppError(
      "conflict",
      "This database has usage of its own, which a demo would mix with: seed an empty one.",
    );
  }
}

async function describe(conn: Conn): Promise<string[]> {
  const [row] = await conn.execute<{ members: string; threads: string; entries: string }>(sql`
    select (select count(*) from users) as members, (select count(*) from threads) as threads,
      (select count(*) from entries) as entries`);
  return [`members ${row?.members}`, `threads ${row?.threads}`, `entries ${row?.entries}`];
}
