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

export type Level = {
  streams: number;
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
 * Rounds of `streams` streams that start at the same instant, directly and through the app in turn. Processor
 * time is counted during the app's rounds alone.
 */
export async function measureLevel(bench: Bench, streams: number, rounds: number): Promise<Level> {
  const direct: Timing[] = [];
  const through: Timing[] = [];
  const cpu = { app: 0, database: 0 };
  for (let round = 0; round < rounds; round++) {
    bench.signal.throwIfAborted();
    direct.push(...(await runDirect(bench, streams)));
    const before = readCpu(bench);
    through.push(...(await runThroughApp(bench, streams, round)));
    const after = readCpu(bench);
    cpu.app += after.app - before.app;
    cpu.database += after.database - before.database;
    bench.onRound();
  }
  const app = summarise(through);
  const summary = summarise(direct);
  const { p50, p95 } = summary.firstToken;
  return {
    streams,
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
  for (let round = 0; round * streams < Math.max(WARM_UP_SAMPLES, length); round++) {
    bench.signal.throwIfAborted();
    await runDirect(bench, streams);
    await runThroughApp(bench, streams, round);
  }
}

function runDirect({ upstreamUrl, model }: Bench, streams: number): Promise<Timing[]> {
  return Promise.all(
    Array.from({ length: streams }, (_, index) => callUpstream(upstreamUrl, model, messageOf(index))),
  );
}

/** Each round takes the next senders in turn, so that no thread grows longer than the others. */
function runThroughApp({ app, senders }: Bench, streams: number, round: number): Promise<Timing[]> {
  return Promise.all(
    Array.from({ length: streams }, (_, index) => {
      const sender = senders[(round * streams + index) % senders.length];
      if (!sender) throw new Error("There are at least as many senders as streams.");
      return sendMessage(app, sender, messageOf(index));
    }),
  );
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
