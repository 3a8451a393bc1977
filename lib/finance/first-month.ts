import { min } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { usageDays } from "@/db/schema";

/** The first month with any usage ("2026-11"); null when there is none yet. */
export async function findFirstMonth(conn: Conn): Promise<string | null> {
  const [row] = await conn.select({ day: min(usageDays.day) }).from(usageDays);
  return row?.day?.slice(0, 7) ?? null;
}
