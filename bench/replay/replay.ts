import { makeMember } from "@/db/testing/fixtures";
import { startUpstream, type Upstream } from "@/e2e/upstream/server";
import { setBudget } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { ledgerTotals, verifyLedger } from "@/lib/ledger";
import { parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { syncPrices } from "@/lib/pricing";
import { type Db, openDb } from "../../db/client";
import { migrateToLatest } from "../../db/migrate";
import { openBenchDatabase } from "../database";
import type { Conversation } from "./corpus";
import { play } from "./play";
import type { Replay } from "./report";

const MODEL = "gpt-4o-mini";
/** Part of our instructions: every call reports so many cached tokens, so that their price is exercised too. */
const CACHED_TOKENS = 12;
/** Far above what any corpus costs: the counters are kept and compared, but nothing is refused. */
const BUDGET = parseUsd("100000");

export type ReplayOptions = {
  conversations: Conversation[];
  /** Conversations at a time, each of a member of its own. */
  concurrency: number;
  /** A PostgreSQL server to make the database on; without it one is started. */
  serverUrl?: string | undefined;
  onMessage: () => void;
  signal: AbortSignal;
};

/** Replays conversations through `startRun` on an empty database, with the recorded replies as the provider's. */
export async function replay(options: ReplayOptions): Promise<Replay> {
  const database = await openBenchDatabase(options.serverUrl);
  const upstream = await startUpstream({ behaviour: `cached:${CACHED_TOKENS}` });
  try {
    Object.assign(process.env, {
      OPENAI_BASE_URL: upstream.url,
      OPENAI_API_KEY: "none",
      OPENAI_API: "responses",
      DEFAULT_MODEL: MODEL,
    });
    await migrateToLatest(database.url);
    const { db, close } = openDb(database.url, Math.max(10, options.concurrency));
    return await replayOn(db, upstream, options).finally(close);
  } finally {
    await upstream.close();
    await database.remove();
  }
}

async function replayOn(db: Db, upstream: Upstream, options: ReplayOptions): Promise<Replay> {
  const { conversations, concurrency, ...rest } = options;
  await syncPrices(db);
  const members = await makeMembers(db, concurrency);
  const startedAt = performance.now();
  const played = await play(conversations, { upstream, members, ...rest });
  const seconds = (performance.now() - startedAt) / 1000;
  const ledger = await ledgerTotals(db);
  const verified = await verifyLedger(db, getEnv().ORG_TIME_ZONE);
  return { conversations: conversations.length, played, ledger, book: upstream.book(), verified, seconds };
}

/** Members with budgets of their own below the organisation's, as in a real organisation. */
async function makeMembers(db: Db, count: number): Promise<Ctx[]> {
  const admin = { db, actor: await makeMember(db, "admin") };
  const plenty = { unit: "usd", onLimit: "block", limit: BUDGET } as const;
  await setBudget(admin, { ...plenty, scope: "org", scopeId: null, period: "month" });
  await setBudget(admin, { ...plenty, scope: "org", scopeId: null, period: "day" });
  const members: Ctx[] = [];
  for (let made = 0; made < count; made++) {
    const actor = await makeMember(db);
    await setBudget(admin, { ...plenty, scope: "member", scopeId: actor.userId, period: "month" });
    members.push({ db, actor });
  }
  return members;
}
