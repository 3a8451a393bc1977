import { rmSync } from "node:fs";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import type { Db } from "@/db/client";
import * as schema from "@/db/schema";
import { openDataDir } from "../../launch/paths";
import { type Postgres, removeDataDir, startPostgres } from "../../launch/postgres";
import { identityOf, signalProcess, waitForEnd } from "../../launch/processes";
import { atExit } from "./at-exit";
import { within } from "./within";

/** As db/client.ts names the app's connections; ours have another name. */
const APP = "purser";
const END_TIMEOUT_MS = 20_000;
const ANSWER_TIMEOUT_MS = 30_000;
const QUERY_TIMEOUT_MS = 8_000;
const POLL_MS = 20;

/** The server that all instances share, and what can befall it. */
export type DatabaseServer = {
  dataDir: string;
  /** An empty database on it. */
  createDatabase(name: string): Promise<string>;
  /** Ends that share of the app's connections; answers how many. */
  cutConnections(url: string, share: number): Promise<number>;
  /** Kills one of the app's backends and waits until the server answers again. False when there is none. */
  killBackend(url: string): Promise<boolean>;
  /** Stops the server at once, as `pg_ctl stop -m immediate` does, and starts it again. */
  restart(): Promise<void>;
  remove(): Promise<void>;
};

export async function startDatabaseServer(): Promise<DatabaseServer> {
  const dataDir = await openDataDir(await mkdtemp(join(tmpdir(), "purser-torture-")));
  // The database's user, where it is not ours, must pass through.
  await chmod(dataDir, 0o711);
  let server: Postgres = await startPostgres(dataDir);
  const settled = atExit(() => {
    endAtOnce(server.pid);
    rmSync(dataDir, { recursive: true, force: true });
  });

  return {
    dataDir,
    async createDatabase(name) {
      await withConnection(server.url, (sql) => sql.unsafe(`create database ${name}`));
      const url = new URL(server.url);
      url.pathname = `/${name}`;
      return url.href;
    },
    cutConnections: (url, share) =>
      withConnection(url, async (sql) => {
        const rows = await sql`
          select pg_terminate_backend(pid) from (
            select pid from pg_stat_activity where application_name = ${APP} and datname = current_database()
            order by pid limit (select ceil(count(*) * ${share}::float) from pg_stat_activity
              where application_name = ${APP} and datname = current_database())) chosen`;
        return rows.length;
      }),
    async killBackend(url) {
      const found = await withConnection(
        url,
        (sql) => sql<{ pid: number }[]>`
          select pid from pg_stat_activity where application_name = ${APP} and datname = current_database()
          order by state = 'active' desc, pid limit 1`,
      );
      const [backend] = found;
      if (!backend) return false;
      signalProcess(backend.pid, "SIGKILL");
      await untilRestarted(url, found);
      return true;
    },
    async restart() {
      const identity = identityOf(server.pid) ?? "";
      signalProcess(server.pid, "SIGQUIT");
      await waitForEnd(server.pid, identity, END_TIMEOUT_MS);
      const { port } = new URL(server.url);
      server = await startPostgres(dataDir);
      // The instances know the old address.
      if (new URL(server.url).port !== port) throw new Error("Another program took the database's port.");
    },
    async remove() {
      await server.stop();
      await removeDataDir(dataDir);
      settled();
    },
  };
}

/** Without giving way to anything else: the process is about to be gone itself. */
function endAtOnce(pid: number): void {
  signalProcess(pid, "SIGQUIT");
  const clock = new Int32Array(new SharedArrayBuffer(4));
  const identity = identityOf(pid);
  for (
    let waited = 0;
    identity !== null && identityOf(pid) === identity && waited < END_TIMEOUT_MS;
    waited += POLL_MS
  ) {
    Atomics.wait(clock, 0, 0, POLL_MS);
  }
}

/** A pool of ours, by a name of its own, so that no fault is aimed at it; it connects again after a restart. */
export function openPool(url: string): { db: Db; sql: Sql; close: () => Promise<void> } {
  const sql = postgres(url, { max: 4, ...OPTIONS });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}

/** For one piece of work while faults come: a connection of its own, and an end to its patience. */
export function withDatabase<T>(url: string, use: (db: Db) => Promise<T>): Promise<T> {
  return withConnection(url, (sql) => use(drizzle(sql, { schema })));
}

const OPTIONS = {
  connect_timeout: 5,
  backoff: () => 0.1,
  onnotice: () => undefined,
  connection: { application_name: "torture" },
};

async function withConnection<T>(url: string, use: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, ...OPTIONS });
  try {
    return await within(QUERY_TIMEOUT_MS, use(sql));
  } finally {
    await sql.end({ timeout: 0 });
  }
}

/** The server ends every backend before it serves again: as long as the killed one is listed it has not begun. */
async function untilRestarted(url: string, killed: { pid: number }[]): Promise<void> {
  const pids = killed.map(({ pid }) => pid);
  const deadline = Date.now() + ANSWER_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const isBack = await withConnection(url, async (sql) => {
      const rows = await sql`select 1 from pg_stat_activity where pid = any(${pids})`;
      return rows.length === 0;
    }).catch(() => false);
    if (isBack) return;
    await sleep(POLL_MS);
  }
  throw new Error("The database did not come back.");
}
