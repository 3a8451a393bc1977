import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { costRows, toUsage, type UsageRow, usageAnswer } from "@/lib/reports";
import type { CostFilters, CostGroup, UsageSum } from "@/lib/reports/types";

export type SumsInput = {
  /** Civil days of the organisation's zone, both included. */
  from: string;
  to: string;
  /** Null: by day. */
  group: CostGroup | null;
  filters?: CostFilters;
};

/** Sums of a range of days by a group or by day, from the smallest table that knows them; the empty key is what has none. */
export async function readSums(conn: Conn, input: SumsInput): Promise<Map<string, UsageSum>> {
  const { from, to, group, filters = {} } = input;
  const key = sql.raw(group === null ? "day::text" : "key");
  const rows = await conn.execute<UsageRow & { key: string }>(sql`
    select ${key} as key, ${usageAnswer} from (${costRows({ from, to, group, filters })}) rows group by 1`);
  return new Map(rows.map(({ key: one, ...row }) => [one, toUsage(row)]));
}
