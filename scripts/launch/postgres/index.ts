import { once } from "node:events";
import { rm } from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identityOf, signalProcess, waitForEnd } from "../processes";
import { findBinaries } from "./binaries";
import { ensureCluster } from "./cluster";
import { ensureDatabase, urlOf } from "./connect";
import { findOrphan } from "./orphan";
import { findPlace, type Place, readSettings, writeSettings } from "./place";
import { startServer } from "./server";

const STOP_TIMEOUT_MS = 10_000;
const WATCH_MS = 500;

/** A running embedded server, whose database `purser` exists. */
export type Postgres = {
  url: string;
  pid: number;
  /** Where the cluster lies; not always in the data directory. */
  cluster: string;
  /** True when the cluster was made by this start. */
  isNew: boolean;
  /** True when the server was left running by a killed launcher. */
  isAdopted: boolean;
  /** Resolves when the server has ended, for whatever reason. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

export type PostgresOptions = { durable?: boolean; detached?: boolean };

/** Starts the data directory's own PostgreSQL, making or adopting what is needed. The caller holds the directory's lock. */
export async function startPostgres(dataDir: string, options: PostgresOptions = {}): Promise<Postgres> {
  const { durable = true, detached = true } = options;
  const place = await findPlace(dataDir);
  const orphan = await findOrphan(place);
  if (orphan) return openAdopted(dataDir, place, orphan);
  const bin = await findBinaries(place.account, dataDir);
  const isNew = await ensureCluster(place, bin, durable);
  const { child, port } = await startServer(place, { dataDir, bin, durable, detached });
  const ended = once(child, "exit").then(() => undefined);
  return open(dataDir, place, { pid: child.pid ?? 0, port, isNew, isAdopted: false, ended });
}

/** The address of the data directory's server as remembered, whether it runs or not; null when there is none yet. */
export async function rememberedUrl(dataDir: string): Promise<string | null> {
  const settings = await readSettings(dataDir);
  return settings?.port ? urlOf(settings.port, settings.password) : null;
}

/** Removes a data directory with its cluster, wherever that lies. For test runs, after `stop`. */
export async function removeDataDir(dataDir: string): Promise<void> {
  const directory = (await readSettings(dataDir))?.directory;
  if (directory && isAbsolute(directory)) await rm(dirname(directory), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
}

async function openAdopted(
  dataDir: string,
  place: Place,
  orphan: { pid: number; port: number },
): Promise<Postgres> {
  const ended = watch(orphan.pid);
  return open(dataDir, place, { ...orphan, isNew: false, isAdopted: true, ended });
}

type Opened = { pid: number; port: number; isNew: boolean; isAdopted: boolean; ended: Promise<void> };

async function open(dataDir: string, place: Place, opened: Opened): Promise<Postgres> {
  const { port, ...server } = opened;
  const { password } = place.settings;
  if (place.settings.port !== port) await writeSettings(dataDir, { ...place.settings, port });
  await ensureDatabase(port, password);
  const stop = () => stopServer(server.pid);
  return { ...server, url: urlOf(port, password), cluster: place.cluster, stop };
}

/** A server that was adopted is no child of ours, so its end is seen by looking. */
async function watch(pid: number): Promise<void> {
  const identity = identityOf(pid);
  while (identity !== null && identityOf(pid) === identity) await sleep(WATCH_MS, undefined, { ref: false });
}

/** Ends connections and checkpoints; one that takes too long is cut off and recovers at its next start. */
async function stopServer(pid: number): Promise<void> {
  const identity = identityOf(pid);
  if (identity === null) return;
  signalProcess(pid, "SIGINT");
  if (await waitForEnd(pid, identity, STOP_TIMEOUT_MS)) return;
  signalProcess(pid, "SIGQUIT");
  if (await waitForEnd(pid, identity, STOP_TIMEOUT_MS)) return;
  signalProcess(pid, "SIGKILL");
}
