import { setTimeout as sleep } from "node:timers/promises";
import { isConnectionFailure } from "./connection-failure";

const PAUSES_MS = [100, 300, 1_000, 2_000];

/**
 * Reads again where the database went away, for about three seconds: a restart is not anybody's failure. For what
 * may be done twice; of a write that broke off nobody knows whether it counts.
 */
export async function throughRestart<T>(read: () => Promise<T>): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await read();
    } catch (error) {
      if (!isConnectionFailure(error)) throw error;
      await sleep(pauseMs);
    }
  }
  return read();
}
