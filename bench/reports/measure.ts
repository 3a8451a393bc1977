import { sql } from "drizzle-orm";
import { verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { getCosts } from "@/lib/reports";
import { type Db, openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { openBenchDatabase } from "../database";
import { describeMachine, type Machine } from "../send-path/machine";
import { type Spread, spreadOf } from "../send-path/percentiles";
import { type Chart, departmentChart, organisationChart } from "./chart";
import { pagesOf } from "./pages";
import { seedReports, TIME_ZONE } from "./seed";

const CHART_ROUNDS = 200;
const RAW_ROUNDS = 5;
const PAGE_ROUNDS = 15;
/** So many of each come first and are not counted. */
const WARM_UP = 10;
/** A connection that has asked a question five times may keep a plan for it: each of the pool's has by then. */
const PAGE_WARM_UP = 60;

/** A chart's statement beside the same figures out of the entries, each on one core. */
export type ChartBench = { name: string; statement: Spread; raw: Spread };

export type ReportsBench = {
  machine: Machine;
  entries: number;
  members: number;
  /** Rows that the chart's days have in all roll-ups, and what is read live. */
  openRows: number;
  organisation: ChartBench;
  departments: ChartBench;
  /** Whole pages, whose questions go out as the page sends them, some at once; and single reports. */
  pages: { name: string; spread: Spread }[];
  /** Pico-USD that roll-ups differ from the raw sum by, as text; and what the ledger's own check says of them. */
  drift: string;
  reportRowsWrong: number;
};

type Options = { entries: number; members: number; serverUrl: string | undefined; signal: AbortSignal };

/** Seeds an empty database and measures, one call at a time, what the reports ask for. */
export async function measureReports(options: Options): Promise<ReportsBench> {
  const machine = describeMachine();
  const database = await openBenchDatabase(options.serverUrl);
  try {
    await migrateToLatest(database.url);
    const actor = await seedReports(database.url, options);
    const { db, close } = openDb(database.url, 1);
    const pool = openDb(database.url);
    try {
      return { machine, ...(await measureOn({ db, actor }, pool.db, options)) };
    } finally {
      await pool.close();
      await close();
    }
  } finally {
    await database.remove();
  }
}

async function measureOn(
  ctx: Ctx & { db: Db },
  /** What pages ask at once goes by as many connections as in the product. */
  pool: Db,
  { members, signal }: Options,
): Promise<Omit<ReportsBench, "machine">> {
  const { db } = ctx;
  const [counted] = await db.execute<{ entries: string; open: string }>(sql`
    select (select count(*) from entries) as entries, (select count(*) from usage_days d
      where not exists (select from report_seals s where s.day = d.day)) as open`);
  const now = new Date();
  const organisation = await measureChart(db, organisationChart(now), signal);
  const departments = await measureChart(db, departmentChart(now), signal);
  const admin = { ...ctx, db: pool };
  const given = {
    admin,
    member: await memberBy(admin, Math.floor(members / 2)),
    busiest: await memberBy(admin, 0),
    now,
    assistantId: await busiestAssistant(db),
  };
  const pages = [];
  for (const [name, work] of Object.entries(pagesOf(given))) {
    pages.push({
      name,
      spread: spreadOf(await timesOf({ rounds: PAGE_ROUNDS, warmUp: PAGE_WARM_UP }, signal, work)),
    });
  }
  const { checks } = await verifyLedger(db, TIME_ZONE);
  return {
    entries: Number(counted?.entries),
    members,
    openRows: Number(counted?.open),
    organisation,
    departments,
    pages,
    drift: await driftOf(ctx),
    reportRowsWrong: checks.find(({ name }) => name === "reports")?.wrong ?? 0,
  };
}

async function measureChart(
  db: Db,
  { name, statement, raw }: Chart,
  signal: AbortSignal,
): Promise<ChartBench> {
  const times = await timesOf({ rounds: CHART_ROUNDS, warmUp: WARM_UP }, signal, () => db.execute(statement));
  await db.execute(sql`set max_parallel_workers_per_gather = 0`);
  const rawTimes = await timesOf({ rounds: RAW_ROUNDS, warmUp: RAW_ROUNDS }, signal, () => db.execute(raw));
  await db.execute(sql`reset max_parallel_workers_per_gather`);
  return { name, statement: spreadOf(times), raw: spreadOf(rawTimes) };
}

/** The whole range that a report can have, beside the entries one by one. */
async function driftOf(ctx: Ctx): Promise<string> {
  const [raw] = await ctx.db.execute<{ sum: string; first: string; last: string }>(sql`
    select sum(cost_pico_usd) as sum, min(day)::text as first, max(day)::text as last from entries`);
  const range = { preset: "custom", from: raw?.first, to: raw?.last } as const;
  const { total } = await getCosts(ctx, { range, granularity: "month", group: "model", timeZone: TIME_ZONE });
  return String(total.costPicoUsd - BigInt(raw?.sum ?? 0));
}

/** Who has so many members above them in the calls of the last 30 days. */
async function memberBy(ctx: Ctx, above: number): Promise<Ctx> {
  const [row] = await ctx.db.execute<{ key: string }>(sql`
    select key from report_days where grouped_by = 'member' and day > current_date - 30
    group by 1 order by sum(calls) desc, key offset ${above}::int limit 1`);
  return { ...ctx, actor: { userId: row?.key ?? "", role: "member", departmentId: null } };
}

async function busiestAssistant(db: Db): Promise<string> {
  const [row] = await db.execute<{ key: string }>(sql`
    select key from report_days where grouped_by = 'assistant' and key <> '' group by 1 order by sum(calls) desc limit 1`);
  return row?.key ?? "";
}

async function timesOf(
  { rounds, warmUp }: { rounds: number; warmUp: number },
  signal: AbortSignal,
  work: () => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    signal.throwIfAborted();
    const startedAt = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  return times;
}
