import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { openDb } from "./client";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any number that no other use of this database takes; it spells "purs". */
const MIGRATION_LOCK = 0x70757273;

/** Brings the database to the newest schema. Several processes may call it at once: one works, the others wait. */
export async function migrateToLatest(url: string): Promise<void> {
  const { db, close } = openDb(url, 1);
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`);
    await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
  } finally {
    await close();
  }
}
