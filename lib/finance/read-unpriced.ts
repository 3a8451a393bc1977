import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { unpricedByKey } from "@/lib/reports";
import type { UnpricedModel } from "@/lib/reports/types";
import type { SumsInput } from "./read-sums";

/** How many calls of a range of days have no price, by a group or by day; what has none is left out. */
export async function readUnpriced(conn: Conn, input: SumsInput): Promise<Map<string, number>> {
  const { from, to, group, filters = {} } = input;
  const key = sql.raw(group === null ? "day::text" : "key");
  const rows = await conn.execute<{ key: string; calls: number }>(sql`
    select ${key} as key, sum(calls)::int as calls from (${unpricedByKey({ from, to, group, filters })}) rows
    group by 1 having sum(calls) <> 0 order by sum(calls) desc, 1`);
  return new Map(rows.map(({ key: one, calls }) => [one, calls]));
}

/** The models of these calls, the most first. */
export async function readUnpricedModels(
  conn: Conn,
  input: Omit<SumsInput, "group">,
): Promise<UnpricedModel[]> {
  const models = await readUnpriced(conn, { ...input, group: "model" });
  return [...models].map(([key, calls]) => {
    const end = key.indexOf("/");
    return { provider: key.slice(0, end), model: key.slice(end + 1), calls };
  });
}
