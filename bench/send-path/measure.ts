import { setTimeout as sleep } from "node:timers/promises";
import { callUpstream } from "./call-upstream";
import { type Spread, spreadOf } from "./percentiles";
import { readCpuMs } from "./processes";
import { type App, type Sender, sendMessage } from "./send-message";
import type { Timing } from "./stream";

/** Enough for a 95th percentile also where one stream runs at a time. */
const SAMPLES_MIN = 20;
const WARM_UP_STREAMS = 10;
const WARM_UP_SAMPLES = 200;

export type Bench = {
  app: App & { pid: number; databasePid: number | null };
  upstreamUrl: string;
  model: string;
  senders: Sender[];
  onRound: () => void;
  signal: AbortSignal;
};

/** How many streams are under way at once, how often each is begun again, and over what time the first ones begin. */
export type Load = { streams: number; rounds: number; spreadMs: number };

export type Level = {
  streams: number;
  spreadMs: number;
  samples: number;
  direct: { firstToken: Spread; total: Spread };
  app: { firstToken: Spread; total: Spread };
  /** Time to first token through the app less that of the direct call, percentile by percentile. */
  added: Spread;
  /** Processor time of the app's process and of the database's for one stream; null when the latter is not ours. */
  appCpuMs: number;
  databaseCpuMs: number | null;
};

export function roundsFor(streams: number, rounds: number): number {
  return Math.max(rounds, Math.ceil(SAMPLES_MIN / streams));
}

/**
 * Directly and through the app. Without `spreadMs` in rounds of streams that start at the same instant, in turn; with
 * it all rounds of one kind after another, each lane beginning its next stream when its last has ended. Processor time
 * is counted during the app's rounds alone.
 */
export async function measureLevel(bench: Bench, { streams, rounds, spreadMs }: Load): Promise<Level> {
  const direct: Timing[] = [];
  const through: Timing[] = [];
  const cpu = { app: 0, database: 0 };
  const size = { streams, spreadMs, rounds: spreadMs > 0 ? rounds : 1 };
  for (let round = 0; round < rounds; round += size.rounds) {
    direct.push(...(await runDirect(bench, size)));
    const before = readCpu(bench);
    through.push(...(await runThroughApp(bench, size, round)));
    const after = readCpu(bench);
    cpu.app += after.app - before.app;
    cpu.database += after.database - before.database;
    for (let done = 0; done < size.rounds; done++) bench.onRound();
  }
  const app = summarise(through);
  const summary = summarise(direct);
  const { p50, p95 } = summary.firstToken;
  return {
    streams,
    spreadMs,
    samples: through.length,
    direct: summary,
    app,
    added: { p50: app.firstToken.p50 - p50, p95: app.firstToken.p95 - p95 },
    appCpuMs: cpu.app / through.length,
    databaseCpuMs: bench.app.databasePid === null ? null : cpu.database / through.length,
  };
}

/** The first messages make the senders' threads, and all of them warm up what answers later. */
export async function warmUp(bench: Bench): Promise<void> {
  const { length } = bench.senders;
  const streams = Math.min(WARM_UP_STREAMS, length);
  const size = { streams, rounds: 1, spreadMs: 0 };
  for (let round = 0; round * streams < Math.max(WARM_UP_SAMPLES, length); round++) {
    await runDirect(bench, size);
    await runThroughApp(bench, size, round);
  }
}

function runDirect({ upstreamUrl, model, signal }: Bench, load: Load): Promise<Timing[]> {
  return inLanes(load, signal, (index) => callUpstream(upstreamUrl, model, messageOf(index)));
}

/** Each round takes the next senders in turn, so that no thread grows longer than the others. */
function runThroughApp({ app, senders, signal }: Bench, load: Load, firstRound: number): Promise<Timing[]> {
  return inLanes(load, signal, (index, round) => {
    const sender = senders[((firstRound + round) * load.streams + index) % senders.length];
    if (!sender) throw new Error("There are at least as many senders as streams.");
    return sendMessage(app, sender, messageOf(index));
  });
}

type Send = (lane: number, round: number) => Promise<Timing>;

async function inLanes(
  { streams, rounds, spreadMs }: Load,
  signal: AbortSignal,
  send: Send,
): Promise<Timing[]> {
  const lanes = Array.from({ length: streams }, async (_, lane) => {
    if (spreadMs > 0) await sleep((lane / streams) * spreadMs, undefined, { signal });
    const timings: Timing[] = [];
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted();
      timings.push(await send(lane, round));
    }
    return timings;
  });
  return (await Promise.all(lanes)).flat();
}

function messageOf(index: number): string {
  return `What follows from the numbers of this month for team ${index + 1}?`;
}

function readCpu({ app }: Bench) {
  return {
    app: readCpuMs(app.pid),
    database: app.databasePid === null ? 0 : readCpuMs(app.databasePid),
  };
}

function summarise(timings: Timing[]) {
  return {
    firstToken: spreadOf(timings.map(({ firstTokenMs }) => firstTokenMs)),
    total: spreadOf(timings.map(({ totalMs }) => totalMs)),
  };
}
