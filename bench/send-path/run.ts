import { randomBytes } from "node:crypto";
import { startUpstreamProcess, type UpstreamProcess } from "@/e2e/upstream/process";
import { openDb } from "../../db/client";
import { findBrowser } from "../../scripts/browser";
import { findAction } from "../../scripts/client/find-action";
import { showProgress } from "../progress";
import { type AppProcess, startAppProcess } from "./app-process";
import { measureFirstLoads } from "./first-load";
import { describeMachine } from "./machine";
import { makeSenders } from "./make-senders";
import { type Bench, type Level, measureLevel, roundsFor, warmUp } from "./measure";
import { preparePages } from "./pages";
import { readMemory } from "./processes";
import type { SendPathReport } from "./report";
import type { App, Sender } from "./send-message";

const MODEL = "gpt-4o-mini";
const TOKENS = 100;
const TOKEN_DELAY_MS = 10;
const PACED = `tokens:${TOKENS}+slow:${TOKEN_DELAY_MS}`;
const FULL_SPEED = `tokens:${TOKENS}`;

export type SendPathOptions = { streams: number[]; rounds: number; signal: AbortSignal };

type Undo = (() => Promise<void>)[];
type Lab = {
  app: App & AppProcess;
  upstream: UpstreamProcess;
  senders: Sender[];
  /** Signed in as well, and never used for a stream that is measured. */
  visitor: Sender;
};

/** Starts everything, measures, and takes everything down again, also when it fails half-way. */
export async function measureSendPath(options: SendPathOptions): Promise<SendPathReport> {
  const undo: Undo = [];
  try {
    const machine = describeMachine();
    const browser = await findBrowser();
    const lab = await setUp(Math.max(...options.streams), undo);
    const { residentBytes: beforeBytes } = readMemory(lab.app.pid);
    const levels = await measureLevels(lab, options);
    const { residentBytes: afterBytes, peakBytes } = readMemory(lab.app.pid);
    const visits = await preparePages(lab.app, lab.upstream, lab.visitor);
    return {
      machine,
      tokens: TOKENS,
      tokenDelayMs: TOKEN_DELAY_MS,
      ...levels,
      memory: { beforeBytes, afterBytes, peakBytes },
      firstLoads: await measureFirstLoads(browser, visits),
    };
  } finally {
    for (const step of undo.reverse()) await step().catch((error: unknown) => console.error(error));
  }
}

async function setUp(streamsMax: number, undo: Undo): Promise<Lab> {
  const secret = randomBytes(32).toString("base64url");
  const upstream = await startUpstreamProcess();
  undo.push(upstream.stop);
  const started = await startAppProcess({ upstreamUrl: upstream.url, model: MODEL, secret });
  undo.push(started.stop);
  const { db, close } = openDb(started.databaseUrl, 2);
  const [visitor, ...senders] = await makeSenders(db, secret, streamsMax + 1).finally(close);
  if (!visitor) throw new Error("There is always one sender more than streams.");
  const app = { ...started, actionId: await findAction("sendMessage") };
  return { app, upstream, senders, visitor };
}

async function measureLevels(
  { app, upstream, senders }: Lab,
  { streams, rounds, signal }: SendPathOptions,
): Promise<{ paced: Level[]; fullSpeed: Level }> {
  const plan = streams.map((count) => ({
    streams: count,
    rounds: roundsFor(count, rounds),
    spreadMs: TOKENS * TOKEN_DELAY_MS,
  }));
  const middle = plan[Math.floor(plan.length / 2)];
  if (!middle) throw new Error("There is always a level.");
  const together = { ...middle, spreadMs: 0 };
  const total = [together, together, ...plan].reduce((sum, level) => sum + level.rounds, 0);
  const progress = showProgress("Measuring", total);
  const { url: upstreamUrl } = upstream;
  const bench: Bench = { app, upstreamUrl, model: MODEL, senders, onRound: progress.step, signal };
  await upstream.behave(FULL_SPEED);
  await warmUp(bench);
  const fullSpeed = await measureLevel(bench, together);
  await upstream.behave(PACED);
  const paced: Level[] = [];
  for (const load of [...plan, together]) paced.push(await measureLevel(bench, load));
  progress.end();
  return { paced, fullSpeed };
}
