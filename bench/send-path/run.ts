import { randomBytes } from "node:crypto";
import { cpus, totalmem } from "node:os";
import { openDb } from "../../db/client";
import { findBrowser } from "../../scripts/browser";
import { showProgress } from "../progress";
import { startAppProcess } from "./app-process";
import { findAction } from "./find-action";
import { measureFirstLoads } from "./first-load";
import { makeSenders } from "./make-senders";
import { type Bench, measureLevel, roundsFor, warmUp } from "./measure";
import { preparePages } from "./pages";
import { readMemory } from "./processes";
import type { SendPathReport } from "./report";
import { startUpstreamProcess } from "./upstream-process";

const MODEL = "gpt-4o-mini";
const TOKENS = 100;
const TOKEN_DELAY_MS = 10;
const PACED = `tokens:${TOKENS}+slow:${TOKEN_DELAY_MS}`;
const FULL_SPEED = `tokens:${TOKENS}`;

export type SendPathOptions = { streams: number[]; rounds: number; signal: AbortSignal };

/** Starts everything, measures, and takes everything down again, also when it fails half-way. */
export async function measureSendPath(options: SendPathOptions): Promise<SendPathReport> {
  const undo: (() => Promise<void>)[] = [];
  try {
    return await measure(options, undo);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function measure(
  { streams, rounds, signal }: SendPathOptions,
  undo: (() => Promise<void>)[],
): Promise<SendPathReport> {
  const browser = await findBrowser();
  const secret = randomBytes(32).toString("base64url");
  const upstream = await startUpstreamProcess();
  undo.push(upstream.stop);
  const started = await startAppProcess({ upstreamUrl: upstream.url, model: MODEL, secret });
  undo.push(started.stop);
  const app = { ...started, actionId: await findAction("sendMessage") };
  const { db, close } = openDb(started.databaseUrl, 2);
  const most = Math.max(...streams);
  const senders = await makeSenders(db, secret, most + 1).finally(close);
  const [visitor, ...others] = senders;
  if (!visitor) throw new Error("There is always one sender more than streams.");

  const { residentBytes: beforeBytes } = readMemory(app.pid);
  const rows = streams.map((count) => ({ count, rounds: roundsFor(count, rounds) }));
  const middle = rows.at(Math.floor(rows.length / 2)) ?? { count: most, rounds };
  const progress = showProgress(
    "Measuring",
    [...rows, middle].reduce((sum, row) => sum + row.rounds, 0),
  );
  const bench: Bench = {
    app,
    upstreamUrl: upstream.url,
    model: MODEL,
    senders: others,
    onRound: progress.step,
    signal,
  };
  await upstream.behave(FULL_SPEED);
  await warmUp(bench);
  const fullSpeed = await measureLevel(bench, middle.count, middle.rounds);
  await upstream.behave(PACED);
  const paced = [];
  for (const row of rows) paced.push(await measureLevel(bench, row.count, row.rounds));
  progress.end();
  const { residentBytes: afterBytes, peakBytes } = readMemory(app.pid);
  const firstLoads = await measureFirstLoads(browser, await preparePages(app, upstream, visitor));
  const machine = {
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
  };
  const memory = { beforeBytes, afterBytes, peakBytes };
  return { machine, tokens: TOKENS, tokenDelayMs: TOKEN_DELAY_MS, paced, fullSpeed, memory, firstLoads };
}
