import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openDataDir } from "../scripts/launch/paths";
import { removeDataDir, startPostgres } from "../scripts/launch/postgres";

export type BenchDatabase = { url: string; remove: () => Promise<void> };

/** An empty database of the bench's own, on the given server or on one that is started for it; `remove` leaves nothing. */
export function openBenchDatabase(serverUrl: string | undefined): Promise<BenchDatabase> {
  return serverUrl ? createOnServer(serverUrl) : startOwnServer();
}

async function createOnServer(serverUrl: string): Promise<BenchDatabase> {
  const name = `purser_bench_${process.pid}_${Date.now()}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const remove = async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { url: url.href, remove };
}

/** With every safeguard on, as the product runs it: a measurement on a database that may lose data says little. */
async function startOwnServer(): Promise<BenchDatabase> {
  const dataDir = await openDataDir(await mkdtemp(join(tmpdir(), "purser-bench-")));
  // The database's user, where it is not ours, must pass through.
  await chmod(dataDir, 0o711);
  const server = await startPostgres(dataDir);
  const remove = async () => {
    await server.stop();
    await removeDataDir(dataDir);
  };
  return { url: server.url, remove };
}
