import { repeat } from "@/db/repeat";
import { log } from "@/lib/log";

const PAUSES_MS = [100, 300, 1_000, 3_000, 5_000, 5_000];

/** Tries again for about 15 s, so that a restarting database does not cost the answer that was just paid for. */
export function untilStored<T>(store: () => Promise<T>): Promise<T> {
  return repeat(store, PAUSES_MS, (err, pauseMs) =>
    log.warn({ err, pauseMs }, "the outcome of a call could not be stored; trying again"),
  );
}
