import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";
import { state } from "./live";

const SETTLE_MS = 1_500;

/**
 * For the end of the process: refuses new runs, lets the answers under way finish until the timeout, then aborts
 * the rest, which are settled with what arrived. Returns when everything is stored or cannot be.
 */
export async function drainRuns({ timeoutMs }: { timeoutMs: number }): Promise<void> {
  state.draining = true;
  if (state.working.size === 0) return;
  log.info({ runs: state.working.size }, "finishing the answers under way");
  await Promise.race([Promise.allSettled(state.working), sleep(timeoutMs, undefined, { ref: false })]);
  for (const live of state.live.values()) if (!live.ended) live.stop("shutdown");
  for (const abort of state.attempts.values()) abort();
  await Promise.race([Promise.allSettled(state.working), sleep(SETTLE_MS, undefined, { ref: false })]);
}
