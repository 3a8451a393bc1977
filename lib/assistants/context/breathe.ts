import { setImmediate as nextTurn } from "node:timers/promises";

const BUSY_MS = 12;

/** Lets the process do something else, as often as work has gone on for a while. One for each piece of work. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BUSY_MS) return;
    await nextTurn();
    since = performance.now();
  };
}
