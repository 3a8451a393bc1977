import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import type { RowsInput } from "./cost-rows";
import type { CostFilters, CostGroup } from "./cost-types";
import { usageColumnsOf, usageSumsOf } from "./usage-row";

/** The first and last day, or month, both included. */
type Ends = { first: SQL; last: SQL };

/** Selects of rows `day, key, part` and sums, by day and by sealed month. */
export type CostTable = { days: (ends: Ends) => SQL; months: (ends: Ends) => SQL };

/** What has a single group, or the sum of everything, of sealed days. */
export function groupTable({ group, filters }: RowsInput, named: ReadonlySet<CostGroup>): CostTable {
  // Without a group any one has the whole sum; providers are the fewest.
  const [of = "provider"] = named;
  const wanted = filters[of];
  const rows = (table: string, at: string, { first, last }: Ends) => sql`
    select r.${sql.raw(at)} as day, ${group ? sql`r.key` : sql`''`} as key, '' as part, ${usageColumnsOf("r")}
    from ${sql.raw(table)} r where r.grouped_by = ${of} and r.${sql.raw(at)} between ${first} and ${last}
    ${wanted ? sql`and r.key = any(${sql.param([...wanted])}::text[])` : sql``}`;
  return {
    days: (ends) => rows("report_days", "day", ends),
    months: (ends) => rows("report_months", "month", ends),
  };
}

/** What names no member, of sealed days. */
export function cellTable(input: RowsInput): CostTable {
  const keys = keysOf("c");
  const rows = (table: string, at: string, { first, last }: Ends) => sql`
    select c.${sql.raw(at)} as day, ${keyAndPart(input, keys)}, ${usageColumnsOf("c")} from ${sql.raw(table)} c
    where c.${sql.raw(at)} between ${first} and ${last} ${matching(input.filters, keys)}`;
  return {
    days: (ends) => rows("report_cells", "day", ends),
    months: (ends) => rows("report_month_cells", "month", ends),
  };
}

/** What names no assistant, of all days, sealed or not. Added up by what is asked, since it is many rows. */
export function liveTable(input: RowsInput): CostTable {
  const keys = keysOf("d");
  const rows = (table: string, at: string, { first, last }: Ends) => sql`
    select d.${sql.raw(at)} as day, ${keyAndPart(input, keys)}, ${usageSumsOf("d")}
    from ${sql.raw(table)} d ${membersOf(input, "d")}
    where d.${sql.raw(at)} between ${first} and ${last} ${matching(input.filters, keys, sql`d.user_id`)} group by 1, 2, 3`;
  return {
    days: (ends) => rows("usage_days", "day", ends),
    months: (ends) => rows("report_member_months", "month", ends),
  };
}

/** By the instants that the days lie within in every zone, of which entries have an index. */
export function entryRows(input: RowsInput, { first, last }: Ends): SQL {
  const keys = keysOf("e");
  return sql`
    select e.day, ${keyAndPart(input, keys)},
      (e.kind = 'usage')::int as calls, (e.kind = 'usage' and e.purpose = 'answer')::int as answers, e.input_tokens,
      e.cached_input_tokens, e.output_tokens, e.cost_pico_usd,
      case when e.certainty = 'exact' then 0 else e.cost_pico_usd end as estimated_pico_usd
    from entries e ${membersOf(input, "e")}
    where e.day between ${first} and ${last}
      and e.occurred_at >= (${first})::timestamp at time zone 'UTC' - interval '15 hours'
      and e.occurred_at < (${last})::timestamp at time zone 'UTC' + interval '37 hours'
      ${matching(input.filters, keys, sql`e.user_id`)}`;
}

/** Of a table under its letter; the members' plan is that of `u`. */
function keysOf(letter: "c" | "d" | "e"): Record<CostGroup, SQL> {
  const of = (text: string) => sql.raw(text.replaceAll("@", letter));
  return {
    department: of("coalesce(@.department_id::text, '')"),
    member: of("@.user_id::text"),
    plan: letter === "c" ? of("coalesce(c.plan_id::text, '')") : of("coalesce(u.plan_id::text, '')"),
    model: of("@.provider || '/' || @.model"),
    provider: of("@.provider"),
    assistant: of("coalesce(@.assistant_id::text, '')"),
    purpose: of("@.purpose"),
  };
}

function keyAndPart({ group, subgroup }: RowsInput, keys: Record<CostGroup, SQL>): SQL {
  return sql`${group ? keys[group] : sql`''`} as key, ${subgroup ? keys[subgroup] : sql`''`} as part`;
}

function membersOf({ group, subgroup, filters }: RowsInput, letter: "d" | "e"): SQL {
  const isOfPlans = group === "plan" || subgroup === "plan" || filters.plan;
  return isOfPlans ? sql.raw(`join users u on u.id = ${letter}.user_id`) : sql``;
}

function matching(filters: CostFilters, keys: Record<CostGroup, SQL>, userId?: SQL): SQL {
  const conditions = Object.entries(keys).flatMap(([group, key]) => {
    const wanted = filters[group as CostGroup];
    if (!wanted) return [];
    if (group === "member" && userId) {
      return [sql` and ${userId} = any(${sql.param(wanted.filter(isId))}::uuid[])`];
    }
    return [sql` and ${key} = any(${sql.param([...wanted])}::text[])`];
  });
  return sql.join(conditions);
}
