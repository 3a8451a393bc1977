import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { errorCode } from "./failure";
import type { Child, Lock } from "./lock";
import { ROOT } from "./paths";
import { identityOf, waitForEnd } from "./processes";

const KILL_TIMEOUT_MS = 5_000;

export type ChildSpec = {
  name: string;
  args: string[];
  env: Record<string, string>;
  /** How long it may take to end after SIGTERM. */
  stopTimeoutMs: number;
  ipc?: boolean;
};

export type RunningChild = {
  process: ChildProcess;
  /** Resolves when it has ended, with a word on how. */
  ended: Promise<string>;
  stop(): Promise<void>;
};

/**
 * Starts a Node program in a process group of its own, so that a terminal's Ctrl-C reaches only the launcher,
 * and writes it down for whoever comes after a killed launcher. Its stdout is piped.
 */
export async function startChild(spec: ChildSpec, lock: Lock): Promise<RunningChild> {
  const child = spawn(process.execPath, spec.args, {
    cwd: ROOT,
    env: { ...process.env, ...spec.env },
    detached: true,
    stdio: ["ignore", "pipe", "inherit", ...(spec.ipc ? (["ipc"] as const) : [])],
  });
  await once(child, "spawn");
  const pid = child.pid ?? 0;
  const identity = identityOf(pid);
  await lock.addChild(spec.name, pid);
  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
  const stop = async () => {
    if (identity !== null) await endGroup({ pid, identity }, spec.stopTimeoutMs);
    await lock.removeChild(pid);
  };
  return { process: child, ended, stop };
}

/** Ends what a killed launcher left running. Only processes that are provably those it had started. */
export async function endOrphans(lock: Lock, timeoutMs: number): Promise<string[]> {
  const ended: string[] = [];
  for (const orphan of lock.orphans) {
    if (identityOf(orphan.pid) === orphan.identity) {
      await endGroup(orphan, timeoutMs);
      ended.push(orphan.name);
    }
    await lock.removeChild(orphan.pid);
  }
  return ended;
}

async function endGroup(
  { pid, identity }: Pick<Child, "pid" | "identity">,
  timeoutMs: number,
): Promise<void> {
  signalGroup(pid, "SIGTERM");
  const isGone = await waitForEnd(pid, identity, timeoutMs);
  // Also when the leader is gone: members of its group may outlive it.
  signalGroup(pid, "SIGKILL");
  if (!isGone) await waitForEnd(pid, identity, KILL_TIMEOUT_MS);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // EPERM is macOS's answer for a group of processes that have ended.
    if (errorCode(error) !== "ESRCH" && errorCode(error) !== "EPERM") throw error;
  }
}
