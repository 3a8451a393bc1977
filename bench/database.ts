import { openTemporaryDatabase, type TemporaryDatabase } from "../db/testing/temporary-database";

/**
 * An empty database of the bench's own. A server that is started for it has every safeguard on, as the product
 * runs it: a measurement on a database that may lose data says little.
 */
export function openBenchDatabase(serverUrl: string | undefined): Promise<TemporaryDatabase> {
  return openTemporaryDatabase(serverUrl, { name: "bench" });
}
