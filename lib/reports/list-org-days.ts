import { type SQL, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import { costRows } from "./cost-rows";
import type { CostFilters } from "./cost-types";
import type { CostSum } from "./types";

export type OrgDay = CostSum & { day: string };

type DaysInput = { from: string; to: string; filters?: CostFilters };

/** What the organisation spent on each day from the first to the last, oldest first, days without cost included. */
export async function listOrgDays(conn: Conn, range: DaysInput): Promise<OrgDay[]> {
  const { from, to } = range;
  const rows = await conn.execute<{ day: string; cost: string; estimated: string }>(orgDays(range));
  const costs = new Map(
    rows.map(({ day, cost, estimated }): [string, CostSum] => [
      day,
      { costPicoUsd: BigInt(cost), estimatedPicoUsd: BigInt(estimated) },
    ]),
  );
  const first = Temporal.PlainDate.from(from);
  const { days } = first.until(Temporal.PlainDate.from(to), { largestUnit: "days" });
  return Array.from({ length: Math.max(days + 1, 0) }, (_, n) => {
    const day = first.add({ days: n }).toString();
    return { day, ...(costs.get(day) ?? { costPicoUsd: 0n, estimatedPicoUsd: 0n }) };
  });
}

/** The statement behind it: a row for each day that has any use. */
export function orgDays({ from, to, filters = {} }: DaysInput): SQL {
  return sql`
    select day::date::text as day, sum(cost_pico_usd)::text as cost, sum(estimated_pico_usd)::text as estimated
    from (${costRows({ from, to, group: null, filters })}) rows group by 1`;
}
