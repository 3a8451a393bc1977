import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 100;

/**
 * A text that tells this process from any other that ever had or will have its number; null when no such
 * process runs (one that ended and was not yet collected by its parent counts as ended).
 */
export function identityOf(pid: number): string | null {
  return process.platform === "linux" ? linuxIdentity(pid) : psIdentity(pid);
}

/** The command line a process was started with; null when there is no such process or it may not be read. */
export function commandOf(pid: number): string | null {
  if (process.platform !== "linux") return ps(pid, "command=");
  const line = readOrNull(`/proc/${pid}/cmdline`);
  return line ? line.replaceAll("\0", " ").trim() : null;
}

/** Sends a signal; a process that has already ended is no error. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Waits until the process with this identity is gone. False when it still runs after `timeoutMs`. */
export async function waitForEnd(pid: number, identity: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (identityOf(pid) === identity) {
    if (Date.now() >= deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function linuxIdentity(pid: number): string | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (!stat) return null;
  // The second field is the name in brackets, which may hold spaces and brackets itself.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const startedAt = fields[18];
  if (!startedAt || state === "Z" || state === "X") return null;
  return `${readOrNull("/proc/sys/kernel/random/boot_id")?.trim()} ${startedAt}`;
}

function psIdentity(pid: number): string | null {
  const line = ps(pid, "state=,lstart=");
  if (!line || line.startsWith("Z")) return null;
  return line.replace(/^\S+\s+/, "");
}

function ps(pid: number, columns: string): string | null {
  try {
    const line = execFileSync("ps", ["-ww", "-o", columns, "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    return line.trim() || null;
  } catch {
    return null;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
