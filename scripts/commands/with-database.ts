import { setTimeout as sleep } from "node:timers/promises";
import { type Db, openDb } from "../../db/client";
import { prepareDatabase } from "../launch/data";
import { requireDatabase } from "../launch/database";
import { loadEnvironment } from "../launch/environment";
import { LaunchFailure } from "../launch/failure";
import { acquireLock, findHolder } from "../launch/lock";
import { openDataDir } from "../launch/paths";
import { rememberedUrl, startPostgres } from "../launch/postgres";

const POOL_SIZE = 4;
const WAIT_TIMEOUT_MS = 60_000;
const POLL_MS = 200;

/** Runs the work on the given database, on that of the running Purser, or on the embedded one, started for the duration. */
export async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const env = loadEnvironment();
  if (env.DATABASE_URL) {
    await requireDatabase(env.DATABASE_URL);
    await prepareDatabase(env.DATABASE_URL);
    return connected(env.DATABASE_URL, work);
  }
  const dataDir = await openDataDir(env.DATA_DIR);
  const running = await findRunning(dataDir);
  return running ? connected(running, work) : withStopped(dataDir, work);
}

/** The address of the running server; null when nothing runs. Waits while something starts, stops or works. */
async function findRunning(dataDir: string): Promise<string | null> {
  const deadline = Date.now() + WAIT_TIMEOUT_MS;
  for (;;) {
    const holder = await findHolder(dataDir);
    if (!holder) return null;
    if (holder.phase === "running") return rememberedUrl(dataDir);
    if (Date.now() > deadline) {
      throw new LaunchFailure(
        `Another process (pid ${holder.pid}) is using ${dataDir}: wait until it has ended.`,
      );
    }
    await sleep(POLL_MS);
  }
}

async function withStopped<T>(dataDir: string, work: (db: Db) => Promise<T>): Promise<T> {
  const lock = await acquireLock(dataDir, { phase: "command", url: null });
  try {
    const server = await startPostgres(dataDir, { detached: false });
    try {
      await prepareDatabase(server.url);
      return await connected(server.url, work);
    } finally {
      await server.stop();
    }
  } finally {
    await lock.release();
  }
}

async function connected<T>(url: string, work: (db: Db) => Promise<T>): Promise<T> {
  const { db, close } = openDb(url, POOL_SIZE);
  try {
    return await work(db);
  } finally {
    await close();
  }
}
