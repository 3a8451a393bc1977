import { type ExecFileException, execFile, execFileSync, type SpawnOptions } from "node:child_process";
import { stat } from "node:fs/promises";
import { errorCode, LaunchFailure } from "../failure";

/** Whom PostgreSQL runs as; null is the user who started us. It refuses to run as root. */
export type Account = { uid: number; gid: number } | null;

const NAMES = ["postgres", "_postgres"];
const WAYS_TO_CREATE: [string, string[]][] = [
  ["useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"]],
  ["adduser", ["--system", "--group", "--no-create-home", "--shell", "/bin/false", "postgres"]],
  ["adduser", ["-S", "-D", "-H", "postgres"]],
];

/** The account for a new cluster: for root the user postgres, made when missing. */
export function chooseAccount(): Account {
  if (process.getuid?.() !== 0) return null;
  const existing = findUser();
  if (existing) return existing;
  for (const [command, args] of WAYS_TO_CREATE) {
    if (succeeds(command, args)) break;
  }
  const created = findUser();
  if (created) return created;
  throw new LaunchFailure(
    "PostgreSQL does not run as root, and no user postgres could be made: start Purser as an ordinary user.",
  );
}

/** The account of a cluster that exists: its owner. */
export async function accountOf(cluster: string): Promise<Account> {
  const { uid, gid } = await stat(cluster);
  if (uid === process.getuid?.()) return null;
  if (process.getuid?.() === 0) return { uid, gid };
  throw new LaunchFailure(`The database in ${cluster} belongs to another user: start Purser as that user.`);
}

/** Options to run a program as the account, from a folder everybody may enter. */
export function runAs(account: Account): Pick<SpawnOptions, "uid" | "gid" | "cwd" | "env"> {
  const { NODE_ENV, PATH } = process.env;
  const env = { NODE_ENV, PATH, LC_ALL: "C", TZ: "UTC" };
  return { cwd: "/", env, ...account };
}

/** Runs a program as the account to its end. `output` is what it wrote to stderr, or why it did not start. */
export function attempt(
  command: string,
  args: string[],
  account: Account,
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const done = (error: ExecFileException | null, _stdout: string, stderr: string) =>
      resolve({ ok: !error, output: stderr.trim() || (error?.message ?? "") });
    try {
      execFile(command, args, { ...runAs(account), encoding: "utf8" }, done);
    } catch (error) {
      // A system that forbids changing the user throws here rather than calling back.
      resolve({ ok: false, output: `${command}: ${errorCode(error)}` });
    }
  });
}

/** Whether the account may pass into the folder and everything above it. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  return (await attempt("/bin/sh", ["-c", 'cd "$1"', "sh", folder], account)).ok;
}

function findUser(): Account {
  for (const name of NAMES) {
    const uid = numberFrom("id", ["-u", name]);
    const gid = numberFrom("id", ["-g", name]);
    if (uid && gid !== null) return { uid, gid };
  }
  return null;
}

function numberFrom(command: string, args: string[]): number | null {
  try {
    return Number(execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return null;
  }
}

function succeeds(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
