import { isConnectionFailure } from "./connection-failure";
import { repeat } from "./repeat";

const PAUSES_MS = [100, 300, 1_000, 2_000];

/**
 * Reads again where the database went away, for about three seconds: a restart is not anybody's failure. For what
 * may be done twice; of a write that broke off nobody knows whether it counts.
 */
export function throughRestart<T>(read: () => Promise<T>): Promise<T> {
  return repeat(read, PAUSES_MS, (error) => {
    if (!isConnectionFailure(error)) throw error;
  });
}
