import { type SQL, sql } from "drizzle-orm";
import { costChart, costRangeOf } from "@/lib/reports";
import { TIME_ZONE } from "./seed";

const range = (now: Date) => costRangeOf({ preset: "30d" }, { now, timeZone: TIME_ZONE });

/** The very statement behind the organisation's chart of 30 days, with the 30 days before it. */
export function chartOf(now: Date): SQL {
  return costChart(range(now), { group: "department", granularity: "day", filters: {} });
}

/** The same figures out of the entries, all of which are read. */
export function rawScanOf(now: Date): SQL {
  const { to, before } = range(now);
  return sql`
    select day, department_id, count(*) filter (where kind = 'usage') as calls,
      sum(input_tokens) as input, sum(cached_input_tokens) as cached, sum(output_tokens) as output,
      sum(cost_pico_usd) as cost, sum(cost_pico_usd) filter (where certainty <> 'exact') as estimated
    from entries where day between ${before.from}::date and ${to}::date group by 1, 2`;
}
