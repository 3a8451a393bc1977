import type { TestProject } from "vitest/node";
import { openDb } from "@/db/client";
import { syncPrices } from "..";

/**
 * Fills the run's price book before any test does: a sync of a book that a test has written into already has its prices
 * hold from a minute later, and whichever test file came first would decide.
 */
export default async function setup(project: TestProject): Promise<void> {
  const { databaseUrl } = project.getProvidedContext();
  const { db, close } = openDb(databaseUrl, 1);
  await syncPrices(db);
  await close();
}
