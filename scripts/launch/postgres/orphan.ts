import { setTimeout as sleep } from "node:timers/promises";
import { commandOf, identityOf, signalProcess, waitForEnd } from "../processes";
import { serves } from "./connect";
import { disownPidFile, readPidFile } from "./pid-file";
import type { Place } from "./place";

const ANSWER_TIMEOUT_MS = 30_000;
const POLL_MS = 200;

export type Orphan = { pid: number; port: number };

/**
 * The server that a killed launcher left running on this cluster, when it answers with our password. One that
 * does not is ended, and a postmaster.pid that names no server of this cluster is made harmless.
 */
export async function findOrphan(place: Place): Promise<Orphan | null> {
  const left = await readPidFile(place.cluster);
  if (!left) return null;
  const identity = identityOf(left.pid);
  if (identity === null || !isServerOf(place.cluster, left.pid)) {
    await disownPidFile(place.cluster);
    return null;
  }
  const deadline = Date.now() + ANSWER_TIMEOUT_MS;
  while (identityOf(left.pid) === identity && Date.now() < deadline) {
    if (await serves(place.cluster, left.port, place.settings.password)) {
      return { pid: left.pid, port: left.port };
    }
    await sleep(POLL_MS);
  }
  if (identityOf(left.pid) === identity) {
    signalProcess(left.pid, "SIGQUIT");
    await waitForEnd(left.pid, identity, ANSWER_TIMEOUT_MS);
  }
  return null;
}

function isServerOf(cluster: string, pid: number): boolean {
  const command = commandOf(pid);
  return command !== null && /\bpostgres\b/.test(command) && command.includes(cluster);
}
