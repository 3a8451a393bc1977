import { closeDb } from "@/db/client";
import { drainRuns } from "@/lib/assistants";
import { log } from "@/lib/log";

const DRAIN_TIMEOUT_MS = 7_000;
/** The launcher kills after 10 s. */
const LEAVE_TIMEOUT_MS = 9_500;
const LAUNCHER_CHECK_MS = 1_000;

let isLeaving = false;

/** Ends this process in order when it is told to, or when the launcher that started it is gone. */
export function leaveOnSignal(): void {
  process.on("SIGTERM", () => leave("told to stop"));
  process.on("SIGINT", () => leave("told to stop"));
  // When the launcher is gone nobody reads the output any more.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  const launcherPid = Number(process.env.PURSER_LAUNCHER_PID);
  if (launcherPid > 0) watchLauncher(launcherPid);
}

function leave(reason: string): void {
  if (isLeaving) return;
  isLeaving = true;
  log.debug({ reason }, "finishing");
  setTimeout(() => process.exit(1), LEAVE_TIMEOUT_MS).unref();
  drainRuns({ timeoutMs: DRAIN_TIMEOUT_MS })
    .then(closeDb)
    .catch((error: unknown) => log.error({ err: error }, "could not finish in order"))
    .finally(() => process.exit(0));
}

/** A direct child sees its parent change even while the dead launcher was not yet collected. */
function watchLauncher(pid: number): void {
  const isChild = process.ppid === pid;
  setInterval(() => {
    if (isChild ? process.ppid !== pid : !exists(pid)) leave("the launcher is gone");
  }, LAUNCHER_CHECK_MS).unref();
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
