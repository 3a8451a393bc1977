import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does it again after each failure, as often as there are pauses; the failure after the last one is thrown. `onFailure`
 * is told of every other one, and throws what is not to be tried again.
 */
export async function repeat<T>(
  work: () => Promise<T>,
  pausesMs: readonly number[],
  onFailure: (error: unknown, pauseMs: number) => void,
): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await work();
    } catch (error) {
      onFailure(error, pauseMs);
      await sleep(pauseMs);
    }
  }
  return work();
}
