import { listThreads, searchThreads } from "@/lib/assistants";
import type { Ctx } from "@/lib/org/types";
import { type Db, openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { openBenchDatabase } from "../database";
import { describeMachine, type Machine } from "../send-path/machine";
import { type Spread, spreadOf } from "../send-path/percentiles";
import { explain, problemsOfList, problemsOfSearch } from "./plans";
import { MEMBERS, type Seeded, seedThreads } from "./seed";
import { ownWordOf, wordOf } from "./words";

const LIST_ROUNDS = 300;
const SEARCHES_OF_A_KIND = 100;
/** So many of each kind come first and are not counted. */
const WARM_UP = 20;

export type ThreadsBench = {
  machine: Machine;
  messages: number;
  members: number;
  /** First pages, and of many threads as many rows as the few have; ratios are of medians, to the few. */
  list: { many: Spread; manyShort: Spread; few: Spread; rows: number; ratio: number; ratioShort: number };
  /** Of one member among the hundred, by what was searched for, and all of them together. */
  search: { kinds: { kind: string; spread: Spread }[]; all: Spread };
  /** What PostgreSQL does that it should not. */
  problems: string[];
};

type Options = { messages: number; serverUrl: string | undefined; signal: AbortSignal };

/** Seeds an empty database and measures, one call at a time, what the sidebar asks for. */
export async function measureThreads({ messages, serverUrl, signal }: Options): Promise<ThreadsBench> {
  const machine = describeMachine();
  const database = await openBenchDatabase(serverUrl);
  try {
    await migrateToLatest(database.url);
    const seeded = await seedOn(database.url, { messages, signal });
    const { db, close } = openDb(database.url, 4);
    try {
      const list = await measureList(db, seeded, signal);
      const search = await measureSearch(db, seeded, signal);
      const problems = await findProblems(database.url, seeded);
      return { machine, messages: seeded.messages, members: MEMBERS, list, search, problems };
    } finally {
      await close();
    }
  } finally {
    await database.remove();
  }
}

/** On one connection: the server's random numbers begin anew on each. */
async function seedOn(url: string, options: { messages: number; signal: AbortSignal }): Promise<Seeded> {
  const { db, close } = openDb(url, 1);
  try {
    return await seedThreads(db, options);
  } finally {
    await close();
  }
}

/** They take turns: a machine that is slow for a while is so for all. */
async function measureList(db: Db, { many, few }: Seeded, signal: AbortSignal) {
  const times = { many: [] as number[], manyShort: [] as number[], few: [] as number[] };
  const { threads } = await listThreads(ctxOf(db, few));
  const limit = threads.length;
  for (let round = 0; round < WARM_UP + LIST_ROUNDS; round++) {
    signal.throwIfAborted();
    const ofMany = await timed(() => listThreads(ctxOf(db, many)));
    const ofManyShort = await timed(() => listThreads(ctxOf(db, many), { limit }));
    const ofFew = await timed(() => listThreads(ctxOf(db, few)));
    if (round < WARM_UP) continue;
    times.many.push(ofMany);
    times.manyShort.push(ofManyShort);
    times.few.push(ofFew);
  }
  const spreads = {
    many: spreadOf(times.many),
    manyShort: spreadOf(times.manyShort),
    few: spreadOf(times.few),
  };
  const { many: full, manyShort: short, few: base } = spreads;
  return { ...spreads, rows: limit, ratio: full.p50 / base.p50, ratioShort: short.p50 / base.p50 };
}

/** Texts by kind; each has many, so that no answer is one that was just given. */
const TEXTS: Record<string, (n: number) => string> = {
  "a rare word": (n) => wordOf(20_000 + n * 37),
  "a word in between": (n) => wordOf(300 + n * 3),
  "a word in nearly every message": (n) => wordOf(n % 4),
  "the beginning of a word": (n) => wordOf(n).slice(0, 2 + (n % 3)),
  "two words": (n) => `${wordOf(n % 5)} ${wordOf(40 + n)}`,
  "a word that only others have": (n) => ownWordOf(20 + (n % 70)),
};

async function measureSearch(db: Db, { members }: Seeded, signal: AbortSignal) {
  const [member = ""] = members;
  const kinds = Object.entries(TEXTS).map(([kind, textOf]) => ({ kind, textOf, times: [] as number[] }));
  for (let n = -WARM_UP; n < SEARCHES_OF_A_KIND; n++) {
    for (const { textOf, times } of kinds) {
      signal.throwIfAborted();
      const text = textOf(Math.abs(n));
      const tookMs = await timed(() => searchThreads(ctxOf(db, member), { text }));
      if (n >= 0) times.push(tookMs);
    }
  }
  return {
    kinds: kinds.map(({ kind, times }) => ({ kind, spread: spreadOf(times) })),
    all: spreadOf(kinds.flatMap(({ times }) => times)),
  };
}

async function findProblems(url: string, { members, many }: Seeded): Promise<string[]> {
  const [member = ""] = members;
  const problems = problemsOfList(await explain(url, (db) => listThreads(ctxOf(db, many))));
  for (const textOf of Object.values(TEXTS)) {
    const plans = await explain(url, (db) => searchThreads(ctxOf(db, member), { text: textOf(1) }));
    problems.push(...problemsOfSearch(plans));
  }
  return [...new Set(problems)];
}

function ctxOf(db: Db, userId: string): Ctx {
  return { db, actor: { userId, role: "member", departmentId: null } };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
