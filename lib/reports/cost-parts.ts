import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { OTHERS } from "./cost-labels";
import { costRows } from "./cost-rows";
import type { CostFilters, CostGroup, CostPart, CostRange } from "./cost-types";
import { hasUsage, toUsage, type UsageRow, usageAnswer, usageBeyond, usageSums } from "./usage-row";

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
  const rows = await conn.execute<UsageRow & { of: string; key: string }>(sql`
    with own as materialized (
      select key, part, ${usageSums} from (${ownRows(input)}) rows group by 1, 2 having ${hasUsage}),
    keyed as (select * from own ${others(input)}),
    ranked as (
      select *, row_number() over (partition by key order by cost_pico_usd desc, part) as rank from keyed)
    select key as of, case when rank <= ${PARTS_MAX}::int then part else ${OTHERS} end as key, ${usageAnswer}
    from ranked group by 1, 2 order by 1, min(rank)`);
  return rows.map(({ of, key, ...row }) => ({ of, key, ...toUsage(row) }));
}

const hasOthers = ({ keys }: PartsInput) => keys.some(({ key }) => key === OTHERS);

function ownRows(input: PartsInput): SQL {
  const { range, group, subgroup, filters, keys } = input;
  const own = keys.map(({ key }) => key).filter((key) => key !== OTHERS);
  return costRows({
    ...{ from: range.from, to: range.to, step: "range", group, subgroup },
    filters: hasOthers(input) ? { ...filters, [group]: own } : filters,
  });
}

/** The parts of the groups beyond the top nine: what all groups have beyond these, which takes smaller tables. */
function others(input: PartsInput): SQL {
  if (!hasOthers(input)) return sql``;
  const { range, group, subgroup, filters } = input;
  const rest = usageBeyond("every", "own_parts");
  const every = costRows({
    ...{ from: range.from, to: range.to, step: "range", group: subgroup, filters, beside: [group] },
  });
  return sql`
    union all
    select ${OTHERS}, every.key, ${rest.columns}
    from (select key, ${usageSums} from (${every}) rows group by 1) every
    left join (select part as key, ${usageSums} from own group by 1) own_parts using (key) where ${rest.isAny}`;
}
