import { type SQL, sql } from "drizzle-orm";
import { OTHERS } from "./cost-labels";
import { costRows } from "./cost-rows";
import type { CostRange, CostsInput } from "./cost-types";
import { usageAnswer } from "./usage-row";

/** So many groups have a place of their own; the others are one. */
export const COST_KEYS_MAX = 9;

export type ChartInput = Pick<CostsInput, "group" | "filters" | "granularity"> & {
  /** By which another part of the same report divides. */
  subgroup?: CostsInput["group"] | null | undefined;
};

/**
 * The sums of each bucket and group of the range, and of the days before, which are laid over it, those of each bucket
 * (without a key) and of each group (without a bucket). One statement for both spans, the top nine and the others, so
 * that all are sums of the same rows.
 */
export function costChart(
  { from, to, days, before }: CostRange,
  { group, subgroup, filters = {}, granularity }: ChartInput,
): SQL {
  const bucket = bucketOf(granularity, from);
  const rows = costRows({ from: before.from, to, group, filters, beside: [subgroup ?? null] });
  return sql`
    with laid as materialized (
      select *, day >= ${from}::date as is_now,
        ${bucket(sql`day + case when day < ${from}::date then ${days}::int else 0 end`)} as bucket
      from (${rows}) rows),
    top as (
      select key from laid where is_now
      group by key order by sum(cost_pico_usd) desc, key limit ${COST_KEYS_MAX}::int)
    select bucket::text as bucket, true as "isNow", coalesce(top.key, ${OTHERS}) as key, ${usageAnswer}
    from laid left join top using (key) where is_now group by laid.bucket, 3
    union all
    select bucket::text, false, null, ${usageAnswer} from laid where not is_now group by laid.bucket
    union all
    select null, false, coalesce(top.key, ${OTHERS}), ${usageAnswer}
    from laid left join top using (key) where not is_now group by 3
    order by 1, 3`;
}

/** The first day of a bucket that lies in the range. */
export function bucketOf(granularity: CostsInput["granularity"], from: string): (day: SQL) => SQL {
  if (granularity === "day") return (day) => sql`(${day})`;
  const step = sql.raw(`'${granularity}'`);
  return (day) => sql`greatest(date_trunc(${step}, (${day})::timestamp)::date, ${from}::date)`;
}
