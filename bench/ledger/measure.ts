import { sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { budgetPeriods } from "@/db/schema";
import { verifyLedger } from "@/lib/ledger";
import { PICO_PER_USD, toDecimalUsd } from "@/lib/money";
import { syncPrices } from "@/lib/pricing";
import { type Db, openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { openBenchDatabase } from "../database";
import { describeMachine, type Machine, machineLine } from "../send-path/machine";
import { formatTable } from "../table";
import { type Caller, makeOrganisation } from "./organisation";
import { reserveAndSettle, together } from "./pair";

/** A reserve and a settle, over all levels and with the roll-ups, against one guarded UPDATE of the shared row. */
export const RATIO_MIN = 0.5;

export type LedgerBench = {
  machine: Machine;
  callers: number;
  /** A second: guarded UPDATEs of one row, and pairs of reserve and settle. */
  bare: number;
  pairs: { together: number; apart: number };
  /** Pairs of one process, in which callers share transactions, to bare updates. */
  ratio: number;
  driftPicoUsd: string;
};

type Options = { callers: number; seconds: number; serverUrl: string | undefined; signal: AbortSignal };

/**
 * Measures on one empty database, after a warm-up of each. What is compared takes turns by the second: a machine that
 * is slow for a while is so for both.
 */
export async function measureLedger(options: Options): Promise<LedgerBench> {
  const machine = describeMachine();
  const database = await openBenchDatabase(options.serverUrl);
  try {
    await migrateToLatest(database.url);
    const { db, close } = openDb(database.url, options.callers);
    try {
      await syncPrices(db);
      return { machine, ...(await measureOn(db, options)) };
    } finally {
      await close();
    }
  } finally {
    await database.remove();
  }
}

async function measureOn(db: Db, { callers: count, seconds, signal }: Options) {
  const callers = await makeOrganisation(db, count);
  const row = await bareRow(db);
  const rates = (...ways: Way[]) => takeTurns({ callers, seconds, signal }, ways);
  const [bare = 0, shared = 0] = await rates(() => guardedUpdate(db, row), together(db));
  await db.execute(sql`delete from budgets where id = ${row}::uuid`);
  const [apart = 0] = await rates((caller) => reserveAndSettle(db, caller));
  const { driftPicoUsd, problems } = await verifyLedger(db, "UTC");
  if (problems.length > 0) throw new Error(problems.join(" "));
  const pairs = { together: shared, apart };
  return { callers: count, bare, pairs, ratio: shared / bare, driftPicoUsd: toDecimalUsd(driftPicoUsd) };
}

type Work = { callers: readonly Caller[]; seconds: number; signal: AbortSignal };
type Way = (caller: Caller) => Promise<void>;

/** How often a second the callers, each one after the other, get through it, for each way. */
async function takeTurns({ callers, seconds, signal }: Work, ways: readonly Way[]): Promise<number[]> {
  const done = ways.map(() => 0);
  // The first turn of each warms up.
  for (let second = 0; second <= seconds; second++) {
    for (const [n, once] of ways.entries()) {
      const count = await forOneSecond({ callers, signal, once });
      if (second > 0) done[n] = (done[n] ?? 0) + count;
    }
  }
  return done.map((count) => count / seconds);
}

type Loop = { callers: readonly Caller[]; signal: AbortSignal; once: Way };

async function forOneSecond({ callers, signal, once }: Loop): Promise<number> {
  const until = performance.now() + 1_000;
  let done = 0;
  const work = async (caller: Caller) => {
    while (performance.now() < until) {
      signal.throwIfAborted();
      await once(caller);
      done += 1;
    }
  };
  await Promise.all(callers.map(work));
  return done;
}

/** A budget row of its own for the bare update, of a budget that nothing else counts in. */
async function bareRow(db: Db): Promise<string> {
  const id = newId();
  await db.execute(sql`
    insert into budgets (id, scope, scope_id, period, limit_amount)
    values (${id}::uuid, 'model', 'bench/bare', 'month', ${String(900_000n * PICO_PER_USD)}::bigint)`);
  await db.insert(budgetPeriods).values({ budgetId: id, startsAt: new Date(0), spent: 0n, reserved: 0n });
  return id;
}

async function guardedUpdate(db: Db, budgetId: string): Promise<void> {
  const rows = await db.execute(sql`
    update budget_periods p set reserved_amount = p.reserved_amount + 1 from budgets b
    where p.budget_id = ${budgetId}::uuid and b.id = p.budget_id and p.spent_amount + p.reserved_amount + 1 <= b.limit_amount
    returning p.budget_id`);
  if (rows.length !== 1) throw new Error("The bare budget refused.");
}

export function describeLedger({ machine, callers, bare, pairs, ratio, driftPicoUsd }: LedgerBench): string {
  const row = (name: string, perSecond: number) => [
    name,
    perSecond.toFixed(0),
    (perSecond / bare).toFixed(2),
  ];
  return [
    machineLine(machine),
    "",
    `One shared budget row, ${callers} callers, six levels of budgets and all roll-ups`,
    formatTable([
      ["", "a second", "to the bare update"],
      row("a bare guarded UPDATE", bare),
      row("reserve + settle, callers of one process together", pairs.together),
      row("reserve + settle, each in transactions of its own", pairs.apart),
    ]),
    "",
    `ratio ${ratio.toFixed(2)}, at least ${RATIO_MIN} · ledger drift ${driftPicoUsd}`,
  ].join("\n");
}
