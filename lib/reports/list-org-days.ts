import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import { costRows } from "./cost-rows";

export type OrgDay = { day: string; costPicoUsd: PicoUsd };

/** What the organisation spent on each day from the first to the last, oldest first, days without cost included. */
export async function listOrgDays(conn: Conn, { from, to }: { from: string; to: string }): Promise<OrgDay[]> {
  const rows = await conn.execute<{ day: string; cost: string }>(orgDays({ from, to }));
  const costs = new Map(rows.map(({ day, cost }) => [day, BigInt(cost)]));
  const first = Temporal.PlainDate.from(from);
  const { days } = first.until(Temporal.PlainDate.from(to), { largestUnit: "days" });
  return Array.from({ length: Math.max(days + 1, 0) }, (_, n) => {
    const day = first.add({ days: n }).toString();
    return { day, costPicoUsd: costs.get(day) ?? 0n };
  });
}

/** The statement behind it: a row for each day that has any use. */
export function orgDays(range: { from: string; to: string }): SQL {
  return sql`
    select day::date::text as day, sum(cost_pico_usd)::text as cost
    from (${costRows({ ...range, group: null, filters: {} })}) rows group by 1`;
}
