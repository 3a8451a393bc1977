import { randomBytes } from "node:crypto";
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { startUpstreamProcess } from "@/e2e/upstream/process";
import { findAction } from "../client/find-action";
import { prepareDatabase } from "../launch/data";
import { findFreePort } from "../launch/ports";
import { endFaults, runFaults } from "./faults/apply";
import { judge } from "./judge";
import { MODEL, setPlannedBudgets } from "./lab/budgets";
import { type DatabaseServer, openPool, withDatabase } from "./lab/database";
import { createInstance, type Instance } from "./lab/instance";
import { makePeople } from "./lab/people";
import { watchAdmissions } from "./lab/watch-admissions";
import { within } from "./lab/within";
import { createPrng } from "./prng";
import { startFaultProxy } from "./proxy/start-proxy";
import type { Report } from "./report";
import type { Schedule } from "./schedule/types";
import { sendAll, warmUp } from "./send";
import { createTimeline } from "./timeline";
import { keepTrace } from "./trace";
import type { World } from "./world";

/** After the faults everything comes to its end within this time, or counts as stuck. */
const DRAIN_MS = 25_000;
/** A member or a fault that has not come to its end by then never will. */
const GIVE_UP_MS = DRAIN_MS + 60_000;
/** Who is asked about later than this is not waited for. */
const ASKED_WITHIN_S = 20;
const POLL_MS = 250;

type Undo = (() => Promise<void>)[];

export type TortureOptions = {
  server: DatabaseServer;
  interrupt: AbortSignal;
  /** A folder for what was sent and seen, the upstream's book and the instances' logs; null: none is kept. */
  traceTo: string | null;
};

/** One seed from an empty database to its report; everything it started is ended, also when it fails half-way. */
export async function torture(
  schedule: Schedule,
  { server, interrupt, traceTo }: TortureOptions,
): Promise<Report> {
  const undo: Undo = [];
  const over = new AbortController();
  const closed = new AbortController();
  // Every request under way listens to it.
  setMaxListeners(0);
  undo.push(async () => {
    over.abort();
    closed.abort();
  });
  try {
    const signals = {
      over: AbortSignal.any([over.signal, interrupt]),
      closed: AbortSignal.any([closed.signal, interrupt]),
    };
    const world = await setUp(server, schedule, { undo, ...signals });
    interrupt.throwIfAborted();
    await warmUp(world);
    const faults = runFaults(world);
    const senders = sendAll(world);
    await Promise.race([
      sleep(schedule.seconds * 1_000, undefined, { signal: interrupt }),
      rejection(faults, senders),
    ]);
    over.abort();
    await endFaults(world);
    const deadline = setTimeout(() => closed.abort(), DRAIN_MS);
    await within(GIVE_UP_MS, Promise.all([faults, senders]));
    await untilQuiet(world);
    clearTimeout(deadline);
    const book = await world.upstream.book();
    if (traceTo !== null) await keepTrace(world, book, traceTo);
    return await judge(world, book);
  } finally {
    for (const step of undo.reverse()) await step().catch((error: unknown) => console.error(error));
  }
}

type Signals = { over: AbortSignal; closed: AbortSignal };

async function setUp(
  server: DatabaseServer,
  schedule: Schedule,
  { undo, ...signals }: Signals & { undo: Undo },
): Promise<World> {
  const secret = randomBytes(32).toString("base64url");
  const databaseUrl = await server.createDatabase(`seed_${schedule.seed}`);
  await prepareDatabase(databaseUrl);
  const { db, sql: connection, close } = openPool(databaseUrl);
  undo.push(close);
  const upstream = await startUpstreamProcess("o200k");
  undo.push(upstream.stop);
  await upstream.script({ match: { purpose: "title" }, behaviours: schedule.titles });
  const { hostname: host, port } = new URL(upstream.url);
  const prng = createPrng(schedule.seed).fork("proxy");
  const proxy = await startFaultProxy({ target: { host, port: Number(port) }, prng });
  undo.push(proxy.close);
  const people = await makePeople(db, secret, schedule);
  await setPlannedBudgets(people, schedule.budgets);
  await watchAdmissions(connection);
  const env = environmentOf(schedule, {
    databaseUrl,
    secret,
    proxyPort: proxy.port,
    dataDir: server.dataDir,
  });
  const instances = await startInstances(schedule.instances, { env, folder: server.dataDir, undo });
  const actions = { sendMessage: await findAction("sendMessage"), stopRun: await findAction("stopRun") };
  const running = { server, databaseUrl, db, instances, upstream, proxy, people, actions };
  return { schedule, ...running, sent: [], timeline: createTimeline(), ...signals };
}

type InstanceOptions = { env: Record<string, string>; folder: string; undo: Undo };

async function startInstances(count: number, { env, folder, undo }: InstanceOptions): Promise<Instance[]> {
  const instances: Instance[] = [];
  for (let number = 0; number < count; number++) {
    const instance = createInstance({ number, port: await findFreePort(), folder, env });
    instances.push(instance);
    undo.push(instance.kill);
    await instance.start();
    if (instance.state() !== "up")
      throw new Error(`Instance ${number} did not start: see its log in ${folder}.`);
  }
  return instances;
}

type Place = { databaseUrl: string; secret: string; proxyPort: number; dataDir: string };

/** Empty counts as unset, and keeps a person's own .env out. */
function environmentOf({ dialect }: Schedule, { databaseUrl, secret, proxyPort, dataDir }: Place) {
  return {
    AUTH_SECRET: secret,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    DEFAULT_MODEL: MODEL,
    LOG_LEVEL: "warn",
    OPENAI_API: dialect,
    OPENAI_API_KEY: "key-for-the-upstream",
    OPENAI_BASE_URL: `http://127.0.0.1:${proxyPort}/v1`,
    ORG_NAME: "",
    ORG_TIME_ZONE: "UTC",
  };
}

/** Until no hold is pending, no run open and no attempt waits to be corrected, or nothing is waited for any longer. */
async function untilQuiet({ databaseUrl, closed }: World): Promise<void> {
  while (!closed.aborted) {
    const open = await withDatabase(databaseUrl, countOpen).catch(() => null);
    if (open === 0) return;
    await sleep(POLL_MS);
  }
}

async function countOpen(db: Db): Promise<number> {
  const [open] = await db.execute<{ count: string }>(sql`
    select (select count(*) from reservations where state = 'pending')
      + (select count(*) from runs where status in ('queued', 'in_progress', 'requires_action', 'cancelling'))
      + (select count(*) from attempts where ask_again_at < now() + make_interval(secs => ${ASKED_WITHIN_S})) as count`);
  return Number(open?.count);
}

/** Settles only when one of them fails. */
function rejection(...work: Promise<void>[]): Promise<never> {
  return new Promise((_, reject) => {
    for (const one of work) one.catch(reject);
  });
}
