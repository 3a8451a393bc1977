import { afterAll, beforeAll, inject } from "vitest";
import { type Db, openDb } from "../client";
import { openTemporaryDatabase } from "./temporary-database";

/** A database that this file has to itself, for what counts everything there is. */
export function useOwnDb(connections?: number): { readonly db: Db; readonly url: string } {
  const box: { db: Db | undefined; url: string; close: () => Promise<void> } = {
    db: undefined,
    url: "",
    close: async () => undefined,
  };
  beforeAll(async () => {
    const copyOf = inject("migratedDatabase");
    const { url, remove } = await openTemporaryDatabase(inject("databaseUrl"), { name: "own", copyOf });
    const { db, close } = openDb(url, connections);
    box.db = db;
    box.url = url;
    box.close = async () => {
      await close();
      await remove();
    };
  });
  afterAll(() => box.close());
  return {
    get db() {
      if (!box.db) throw new Error("The database is there from the first test on.");
      return box.db;
    },
    get url() {
      return box.url;
    },
  };
}
