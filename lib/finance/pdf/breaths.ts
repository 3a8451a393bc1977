import { setImmediate } from "node:timers/promises";

/** So long at most does drawing hold up who waits for the same process. */
const HELD_MS_MAX = 10;

/** To be awaited between two pieces of work: lets the others go first where this one has held them up for long. */
export function takeBreaths(now = () => performance.now()): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since < HELD_MS_MAX) return;
    await setImmediate();
    since = now();
  };
}
