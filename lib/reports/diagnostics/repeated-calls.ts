import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { candidatesOf, KINDS, kept, repeated } from "./answers";
import type { Days } from "./days";
import { CALL_COLUMNS, type CallRow, toCall } from "./trouble-calls";
import type { RepeatingCall } from "./types";

type Row = CallRow & { repeated: string; kept: string };

/** The answers whose threads had sent most of their input before, that day, without a cache that kept it. */
export async function readRepeatingCalls(conn: Conn, days: Days, limit: number): Promise<RepeatingCall[]> {
  const { condition, order } = KINDS.repeating;
  const rows = await conn.execute<Row>(sql`
    with first as (
      select e.* from (${candidatesOf(days, "repeating")}) e
      where ${condition} order by ${order} limit ${limit}::int)
    select ${CALL_COLUMNS}, ${repeated} as repeated, ${kept} as kept
    from first e join users u on u.id = e.user_id order by ${order}`);
  return rows.map((row) => ({
    ...toCall(row),
    repeatedTokens: Number(row.repeated),
    keptTokens: Number(row.kept),
  }));
}
