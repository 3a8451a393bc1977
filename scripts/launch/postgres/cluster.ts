import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { LaunchFailure } from "../failure";
import { attempt } from "./account";
import { exists, type Place } from "./place";

export const MAJOR_VERSION = "18";
export const DATABASE_USER = "purser";

/**
 * Makes the cluster when there is none. It is made under another name and renamed when it is whole, so that a
 * cluster whose making was cut short is never mistaken for one.
 */
export async function ensureCluster(place: Place, bin: string, durable: boolean): Promise<boolean> {
  if (await exists(join(place.cluster, "PG_VERSION"))) {
    await requireVersion(place.cluster);
    return false;
  }
  // Without PG_VERSION it is no cluster, whatever it is; nothing is deleted that we did not make.
  if (await exists(place.cluster)) await rename(place.cluster, `${place.cluster}.left-${Date.now()}`);
  await removeDrafts(place.cluster);
  const draft = `${place.cluster}.making-${process.pid}`;
  await makeFolder(draft, place);
  try {
    const passwordFile = join(draft, "password");
    await writeFile(passwordFile, `${place.settings.password}\n`, { mode: 0o600 });
    if (place.account) await chown(passwordFile, place.account.uid, place.account.gid);
    const cluster = join(draft, "cluster");
    const made = await attempt(
      join(bin, "initdb"),
      initdbArgs(cluster, passwordFile, durable),
      place.account,
    );
    if (!made.ok) throw new LaunchFailure(`The database could not be made: ${lastLine(made.output)}`);
    await rename(cluster, place.cluster);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return true;
}

function initdbArgs(cluster: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${cluster}`,
    `--pwfile=${passwordFile}`,
    `--username=${DATABASE_USER}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...(durable ? [] : ["--no-sync"]),
  ];
}

async function makeFolder(folder: string, place: Place): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (place.account) await chown(folder, place.account.uid, place.account.gid);
}

async function removeDrafts(cluster: string): Promise<void> {
  const parent = dirname(cluster);
  if (!(await exists(parent))) return;
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(`${basename(cluster)}.making-`)) continue;
    await rm(join(parent, entry), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function requireVersion(cluster: string): Promise<void> {
  const version = (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
  if (version === MAJOR_VERSION) return;
  throw new LaunchFailure(
    `The database in ${cluster} was made by PostgreSQL ${version}, and Purser runs PostgreSQL ${MAJOR_VERSION}: dump it with the old version and restore it with the new one.`,
  );
}

function lastLine(text: string): string {
  return text.split("\n").at(-1) ?? text;
}
