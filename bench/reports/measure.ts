import { sql } from "drizzle-orm";
import { verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { getCosts, getMemberMonth } from "@/lib/reports";
import type { CostGroup, CostPreset, CostsInput } from "@/lib/reports/types";
import { type Db, openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { openBenchDatabase } from "../database";
import { describeMachine, type Machine } from "../send-path/machine";
import { type Spread, spreadOf } from "../send-path/percentiles";
import { type Chart, departmentChart, organisationChart } from "./chart";
import { seedReports, TIME_ZONE } from "./seed";

const CHART_ROUNDS = 200;
const RAW_ROUNDS = 5;
const PAGE_ROUNDS = 15;
/** So many of each come first and are not counted. */
const WARM_UP = 10;

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
  /** Whole verbs, as a page calls them: every number on it. */
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
    try {
      return { machine, ...(await measureOn({ db, actor }, options)) };
    } finally {
      await close();
    }
  } finally {
    await database.remove();
  }
}

async function measureOn(
  ctx: Ctx & { db: Db },
  { members, signal }: Options,
): Promise<Omit<ReportsBench, "machine">> {
  const { db } = ctx;
  const [counted] = await db.execute<{ entries: string; open: string }>(sql`
    select (select count(*) from entries) as entries, (select count(*) from usage_days d
      where not exists (select from report_seals s where s.day = d.day)) as open`);
  const now = new Date();
  const organisation = await measureChart(db, organisationChart(now), signal);
  const departments = await measureChart(db, departmentChart(now), signal);
  const pages = [];
  for (const [name, work] of Object.entries(pagesOf(ctx, now, await busiestAssistant(db)))) {
    pages.push({ name, spread: spreadOf(await timesOf(PAGE_ROUNDS, signal, work)) });
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
  const times = await timesOf(CHART_ROUNDS, signal, () => db.execute(statement));
  await db.execute(sql`set max_parallel_workers_per_gather = 0`);
  const rawTimes = await timesOf(RAW_ROUNDS, signal, () => db.execute(raw));
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

async function busiestAssistant(db: Db): Promise<string> {
  const [row] = await db.execute<{ key: string }>(sql`
    select key from report_days where grouped_by = 'assistant' and key <> '' group by 1 order by sum(calls) desc limit 1`);
  return row?.key ?? "";
}

function pagesOf(ctx: Ctx, now: Date, assistantId: string): Record<string, () => Promise<unknown>> {
  const costs =
    (preset: CostPreset, group: CostGroup, more: Partial<CostsInput> = {}) =>
    () =>
      getCosts(ctx, { range: { preset }, granularity: "day", group, timeZone: TIME_ZONE, now, ...more });
  const months = { granularity: "month" } as const;
  return {
    "costs: 30 days by department": costs("30d", "department"),
    "costs: 30 days by member": costs("30d", "member"),
    "costs: 30 days by department and model": costs("30d", "department", { subgroup: "model" }),
    "costs: 30 days of one model by assistant": costs("30d", "assistant", {
      filters: { model: ["openai/gpt-4o"] },
    }),
    "costs: 30 days by member and model": costs("30d", "member", { subgroup: "model" }),
    "costs: 12 months by department": costs("12m", "department", months),
    "costs: 12 months by department and model": costs("12m", "department", { ...months, subgroup: "model" }),
    "costs: 12 months by member": costs("12m", "member", months),
    "costs: 12 months by model and member": costs("12m", "model", { ...months, subgroup: "member" }),
    "costs: 12 months by member and model, by week": costs("12m", "member", {
      ...{ granularity: "week", subgroup: "model" },
    }),
    "costs: 12 months of one model by department, by day": costs("12m", "department", {
      filters: { model: ["openai/gpt-4o"] },
    }),
    "costs: 30 days of one assistant by member": costs("30d", "member", {
      filters: { assistant: [assistantId] },
    }),
    "usage: one member's month": () => getMemberMonth(ctx, { timeZone: TIME_ZONE, now }),
  };
}

async function timesOf(rounds: number, signal: AbortSignal, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  const warmUp = Math.min(WARM_UP, rounds);
  for (let round = -warmUp; round < rounds; round++) {
    signal.throwIfAborted();
    const startedAt = performance.now();
    await work();
    if (round >= 0) times.push(performance.now() - startedAt);
  }
  return times;
}
