import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { OTHERS } from "./cost-labels";
import { costRows } from "./cost-rows";
import type { CostFilters, CostGroup, CostPart, CostRange } from "./cost-types";
import { toUsage, type UsageRow, usageAnswer, usageSums } from "./usage-row";

const PARTS_MAX = 9;

type PartsInput = {
  range: CostRange;
  group: CostGroup;
  subgroup: CostGroup;
  filters: CostFilters;
  /** The groups that have a place of their own. */
  keys: readonly { key: string }[];
};

type Part = Omit<CostPart, "label"> & { of: string };

/** Each group's nine dearest parts, and what its others cost together. */
export async function readParts(conn: Conn, input: PartsInput): Promise<Part[]> {
  const { range, group, subgroup, filters, keys } = input;
  const own = keys.map(({ key }) => key).filter((key) => key !== OTHERS);
  const rows = await conn.execute<UsageRow & { of: string; key: string }>(sql`
    with keyed as (
      select case when key = any(${sql.param(own)}::text[]) then key else ${OTHERS} end as key, part, ${usageSums}
      from (${costRows({ from: range.from, to: range.to, group, subgroup, filters })}) rows group by 1, 2),
    ranked as (
      select *, row_number() over (partition by key order by cost_pico_usd desc, part) as rank from keyed)
    select key as of, case when rank <= ${PARTS_MAX}::int then part else ${OTHERS} end as key, ${usageAnswer}
    from ranked group by 1, 2 order by 1, min(rank)`);
  return rows.map(({ of, key, ...row }) => ({ of, key, ...toUsage(row) }));
}
