import { sql } from "drizzle-orm";
import type { Conn } from "./client";

/** The instant by the database's clock, which all processes share however wrong their own are. */
export async function readClock(conn: Conn): Promise<Date> {
  const [row] = await conn.execute<{ at: string }>(sql`select clock_timestamp() as at`);
  if (!row) throw new Error("A clock answers one row.");
  return new Date(row.at);
}
