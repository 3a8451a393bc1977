import { type SQL, sql } from "drizzle-orm";
import { OTHERS } from "./cost-labels";
import { costRows } from "./cost-rows";
import type { CostRange, CostsInput } from "./cost-types";
import { usageAnswer, usageSums } from "./usage-row";

/** So many groups have a place of their own; the others are one. */
export const COST_KEYS_MAX = 9;

/**
 * The sums of each bucket and group, of the range and of the days before, which are laid over it. One statement for both
 * spans, the top nine and the others, so that all are sums of the same rows.
 */
export function costChart(
  { from, to, days, before }: CostRange,
  { group, filters = {}, granularity }: Pick<CostsInput, "group" | "filters" | "granularity">,
): SQL {
  const shift = sql`(case when day < ${from}::date then ${days}::int else 0 end)`;
  return sql`
    with keyed as materialized (
      select day + ${shift} as day, day >= ${from}::date as is_now, key, ${usageSums}
      from (${costRows({ from: before.from, to, group, filters })}) rows group by 1, 2, 3),
    top as (
      select key from keyed where is_now group by key order by sum(cost_pico_usd) desc, key limit ${COST_KEYS_MAX}::int)
    select greatest(date_trunc(${granularity}, day::timestamp)::date, ${from}::date)::text as bucket, is_now as "isNow",
      coalesce(top.key, ${OTHERS}) as key, ${usageAnswer}
    from keyed left join top using (key) group by 1, 2, 3 order by 1, 2, 3`;
}
