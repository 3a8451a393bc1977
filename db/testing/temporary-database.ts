import { randomBytes } from "node:crypto";
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { openDataDir } from "../../scripts/launch/paths";
import { removeDataDir, startPostgres } from "../../scripts/launch/postgres";

export type TemporaryDatabase = { url: string; remove: () => Promise<void> };

/** What it is for, as part of its name, and how its own server is started where none is given. */
type Purpose = {
  name: string;
  server?: Parameters<typeof startPostgres>[1];
  /** The database it is a copy of, by its name on the server; nobody may be connected to that. */
  copyOf?: string;
};

/** An empty database or a copy, on the given server or on one that is started for it; `remove` leaves nothing. */
export function openTemporaryDatabase(
  serverUrl: string | undefined,
  purpose: Purpose,
): Promise<TemporaryDatabase> {
  return serverUrl ? createOn(serverUrl, purpose) : startOwn(purpose);
}

async function createOn(serverUrl: string, purpose: Purpose): Promise<TemporaryDatabase> {
  const name = `purser_${purpose.name}_${process.pid}_${randomBytes(6).toString("hex")}`;
  const admin = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name}${purpose.copyOf ? ` template ${purpose.copyOf}` : ""}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const remove = async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { url: url.href, remove };
}

async function startOwn(purpose: Purpose): Promise<TemporaryDatabase> {
  const dataDir = await openDataDir(await mkdtemp(join(tmpdir(), `purser-${purpose.name}-`)));
  // The database's user, where it is not ours, must pass through.
  await chmod(dataDir, 0o711);
  const server = await startPostgres(dataDir, purpose.server);
  const remove = async () => {
    await server.stop();
    await removeDataDir(dataDir);
  };
  return { url: server.url, remove };
}
