import { type SQL, sql } from "drizzle-orm";
import { OTHERS } from "./cost-labels";
import { costRows, namedWithin, type RowsInput } from "./cost-rows";
import { firstOf } from "./cost-tables";
import type { CostRange, CostsInput } from "./cost-types";
import { usageSumsOf } from "./usage-row";

/** So many groups have a place of their own; the others are one. */
export const COST_KEYS_MAX = 9;

export type ChartInput = Pick<CostsInput, "group" | "filters" | "granularity"> & {
  /** By which another part of the same report divides. */
  subgroup?: CostsInput["group"] | null | undefined;
};

/**
 * A row for each group, whose `days` are what it used on each day of the range, and what it cost on each of as many
 * days before. One statement for both spans, so that all are sums of the same rows; `unpackChart` reads it. A text,
 * because rows of columns take longer to make and to send than the days to read.
 */
export function costChart(
  { from, to, before }: CostRange,
  { group, subgroup, filters = {} }: Omit<ChartInput, "granularity">,
): SQL {
  const asked = { from: before.from, to, group, filters, beside: [subgroup ?? null] };
  return sql`
    select key, string_agg(
      case when day >= ${from}::date then concat_ws(' ', day - ${from}::date, cost_pico_usd, estimated_pico_usd,
        calls, answers, input_tokens, cached_input_tokens, output_tokens)
      else concat_ws(' ', day - ${from}::date, cost_pico_usd, estimated_pico_usd) end, ',') as days
    from (${isShort(asked) ? costRows(asked) : foldedRows(asked, from)}) rows group by key`;
}

/** Whether there are few groups, and not many rows for a day of one. */
function isShort(asked: RowsInput): boolean {
  return asked.group !== "assistant" && namedWithin(asked).size === 1;
}

/** A row for each day of the top nine and of the others. */
function foldedRows(asked: RowsInput, from: string): SQL {
  return sql`
    with laid as materialized (${costRows(asked)}),
    top as (
      select key from laid where day >= ${from}::date
      group by key order by sum(cost_pico_usd) desc, key limit ${COST_KEYS_MAX}::int)
    select coalesce(top.key, ${OTHERS}) as key, day, ${usageSumsOf("laid")}
    from laid left join top using (key) group by 1, 2`;
}

/** The first day of a bucket that lies in the range. */
export function bucketOf(granularity: CostsInput["granularity"], from: string): (day: SQL) => SQL {
  if (granularity === "day") return (day) => sql`(${day})`;
  return (day) => sql`greatest(${firstOf(granularity, sql`(${day})`)}, ${from}::date)`;
}
