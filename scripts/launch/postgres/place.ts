import { createHash, randomBytes } from "node:crypto";
import { chown, mkdir, rename, stat } from "node:fs/promises";
import { isAbsolute, join, resolve } from "node:path";
import { z } from "zod";
import { LaunchFailure } from "../failure";
import { readJson, writeJson } from "../json-file";
import { type Account, accountOf, canEnter, chooseAccount } from "./account";
import { SHARED_ROOT } from "./binaries";

const settingsSchema = z.object({
  /** Relative to the data directory when the cluster lies in it. */
  directory: z.string(),
  port: z.number().int().nullable(),
  password: z.string(),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Where the cluster lives, whom it runs as, and what `postgres.json` remembers of it. */
export type Place = { cluster: string; account: Account; settings: Settings };

const settingsFile = (dataDir: string) => join(dataDir, "postgres.json");
const ownerSchema = z.object({ dataDir: z.string() });

export function readSettings(dataDir: string): Promise<Settings | null> {
  return readJson(settingsFile(dataDir), settingsSchema);
}

export function writeSettings(dataDir: string, settings: Settings): Promise<void> {
  return writeJson(settingsFile(dataDir), settings);
}

/** The remembered place, or a new one that the account can enter; the password is made here, once. */
export async function findPlace(dataDir: string): Promise<Place> {
  const settings = await readSettings(dataDir);
  if (settings) return openPlace(dataDir, settings);
  const account = chooseAccount();
  const directory = (await canEnter(dataDir, account)) ? "postgres" : await makeOutside(dataDir, account);
  const cluster = resolve(dataDir, directory);
  if (await exists(join(cluster, "PG_VERSION"))) {
    throw new LaunchFailure(
      `There is a database in ${cluster}, but its password in ${settingsFile(dataDir)} is missing: restore that file from a backup.`,
    );
  }
  const fresh: Settings = { directory, port: null, password: randomBytes(24).toString("hex") };
  await writeSettings(dataDir, fresh);
  return { cluster, account, settings: fresh };
}

async function openPlace(dataDir: string, settings: Settings): Promise<Place> {
  const cluster = resolve(dataDir, settings.directory);
  // A server that was started once has a port: from then on a missing place means that the data are gone.
  if (settings.port !== null && !(await exists(cluster))) {
    throw new LaunchFailure(
      `The database in ${cluster} is missing: restore it from a backup, or remove ${settingsFile(dataDir)} to begin with an empty one.`,
    );
  }
  if (isAbsolute(settings.directory)) await claimOutside(dataDir, settings.directory);
  const account = (await exists(cluster)) ? await accountOf(cluster) : chooseAccount();
  return { cluster, account, settings };
}

/** A cluster outside the data directory knows whose it is: a copied data directory must not open it too. */
async function claimOutside(dataDir: string, cluster: string): Promise<void> {
  const ownerFile = `${cluster}.owner.json`;
  const owner = await readJson(ownerFile, ownerSchema);
  if (owner?.dataDir === dataDir) return;
  const other = owner && (await readSettings(owner.dataDir));
  if (other?.directory === cluster) {
    throw new LaunchFailure(
      `${dataDir} is a copy: its database belongs to ${owner?.dataDir}. Remove ${settingsFile(dataDir)} to begin with an empty one.`,
    );
  }
  await writeJson(ownerFile, { dataDir });
}

async function makeOutside(dataDir: string, account: Account): Promise<string> {
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const home = join(SHARED_ROOT, name);
  const cluster = join(home, "postgres");
  try {
    // A data directory that was deleted and made again begins anew; its old cluster is kept aside.
    if (await exists(cluster)) await rename(home, `${home}.left-${Date.now()}`);
    await mkdir(home, { recursive: true, mode: 0o755 });
    if (account) await chown(home, account.uid, account.gid);
    await writeJson(`${cluster}.owner.json`, { dataDir });
  } catch (cause) {
    throw new LaunchFailure(
      `The user that PostgreSQL runs as can enter neither ${dataDir} nor ${SHARED_ROOT}: set DATA_DIR to a folder everybody may enter.`,
      { cause },
    );
  }
  return cluster;
}

export function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
