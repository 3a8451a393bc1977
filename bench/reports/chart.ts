import { type SQL, sql } from "drizzle-orm";
import { costChart, costRangeOf, orgDays } from "@/lib/reports";
import { TIME_ZONE } from "./seed";

/** A statement of the product, and one that makes the same figures out of the entries, all of which it reads. */
export type Chart = { name: string; statement: SQL; raw: SQL };

const rangeOf = (now: Date) => costRangeOf({ preset: "30d" }, { now, timeZone: TIME_ZONE });

/** What the organisation spent on each of 30 days, as forecasts, anomalies and diagnostics read it. */
export function organisationChart(now: Date): Chart {
  const { from, to } = rangeOf(now);
  return {
    name: "the organisation's 30 days",
    statement: orgDays({ from, to }),
    raw: sql`
      select day, sum(cost_pico_usd) as cost from entries where day between ${from}::date and ${to}::date group by 1`,
  };
}

/** The chart of `/admin/costs`: every sum of 30 days by department, and what each cost in the 30 days before. */
export function departmentChart(now: Date): Chart {
  const range = rangeOf(now);
  const { to, before } = range;
  return {
    name: "30 days by department, and the 30 before",
    statement: costChart(range, { group: "department", filters: {} }),
    raw: sql`
      select day, department_id, count(*) filter (where kind = 'usage') as calls,
        sum(input_tokens) as input, sum(cached_input_tokens) as cached, sum(output_tokens) as output,
        sum(cost_pico_usd) as cost, sum(cost_pico_usd) filter (where certainty <> 'exact') as estimated
      from entries where day between ${before.from}::date and ${to}::date group by 1, 2`,
  };
}
