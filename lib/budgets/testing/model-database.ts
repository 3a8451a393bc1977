import { afterAll, afterEach, beforeAll, beforeEach, inject, vi } from "vitest";
import { type Db, openDb } from "@/db/client";
import { openTemporaryDatabase } from "@/db/testing/temporary-database";
import type { Clock } from "./run-plan";

/** Fifteen minutes off every other zone: a day of UTC is never a day here. */
export const TIME_ZONE = "Asia/Kathmandu";

const CONNECTIONS = 16;

/**
 * A database for one test file alone: a budget of the organisation would stop the calls of every other file, and
 * their recoveries would settle what is left lying here on purpose.
 */
export function useOwnDatabase(name: string): () => Db {
  process.env.ORG_TIME_ZONE = TIME_ZONE;
  const box: { db?: Db; remove?: () => Promise<void> } = {};
  beforeAll(async () => {
    const copyOf = inject("migratedDatabase");
    const database = await openTemporaryDatabase(inject("databaseUrl"), { name, copyOf });
    const { db, close } = openDb(database.url, CONNECTIONS);
    box.db = db;
    box.remove = async () => {
      await close();
      await database.remove();
    };
  });
  afterAll(() => box.remove?.());
  return () => {
    if (!box.db) throw new Error("The database opens before the first test.");
    return box.db;
  };
}

/** A clock that stands still unless it is moved. It only ever goes on, also from one test to the next. */
export function useClock(): Clock {
  let now = Date.now();
  beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterEach(() => {
    now = Date.now();
    vi.useRealTimers();
  });
  return {
    now: () => new Date(),
    wait: (hours) => void vi.setSystemTime(Date.now() + hours * 3_600_000),
  };
}
