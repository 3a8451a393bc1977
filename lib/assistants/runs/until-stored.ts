import { setTimeout as sleep } from "node:timers/promises";
import { log } from "@/lib/log";

const PAUSES_MS = [100, 300, 1_000, 3_000, 5_000, 5_000];

/** Tries again for about 15 s, so that a restarting database does not cost the answer that was just paid for. */
export async function untilStored<T>(store: () => Promise<T>): Promise<T> {
  for (const pauseMs of PAUSES_MS) {
    try {
      return await store();
    } catch (error) {
      log.warn({ err: error, pauseMs }, "the outcome of a call could not be stored; trying again");
      await sleep(pauseMs);
    }
  }
  return store();
}
