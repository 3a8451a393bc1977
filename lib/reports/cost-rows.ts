import { type SQL, sql } from "drizzle-orm";
import { type CostTable, cellTable, entryRows, groupTable, liveTable } from "./cost-tables";
import type { CostFilters, CostGroup } from "./cost-types";
import { wholeMonthsOf } from "./whole-months";

export type RowsInput = {
  from: string;
  to: string;
  /** What a row's `key`, and its `part`, are of; null: one sum of everything. */
  group: CostGroup | null;
  subgroup?: CostGroup | null | undefined;
  filters: CostFilters;
  /** By month, a month that lies within the range may be one row, of its first day. */
  step?: "day" | "month" | undefined;
  /** What the same report groups by elsewhere. Members have the plan of now, so all of it has to, where one part does. */
  beside?: readonly (CostGroup | null)[] | undefined;
};

/**
 * A select of rows `day, key, part` and sums, from the smallest tables that know all that is asked: sealed days and
 * months come from the reports' own, days that are not sealed from the live roll-up, which also knows what each member
 * used, and what no roll-up has (one member's use of an assistant) from the entries.
 */
export function costRows(input: RowsInput): SQL {
  const named = namedWithin(input);
  if (named.has("member") && named.has("assistant")) return entryRows(input, wholeOf(input));
  if (named.has("member") && (named.size > 1 || input.filters.member)) return rowsOf(input, liveTable(input));
  const table = named.size <= 1 ? groupTable(input, named) : cellTable(input);
  return sql`${rowsOf(input, table)} union all ${openRows(input, named)}`;
}

/** Every group that a question names. */
export function namedIn({
  group,
  subgroup,
  filters,
}: Pick<RowsInput, "group" | "subgroup" | "filters">): Set<CostGroup> {
  const named = new Set<CostGroup>();
  if (group) named.add(group);
  if (subgroup) named.add(subgroup);
  for (const filter of GROUPS) if (filters[filter]) named.add(filter);
  return named;
}

export const GROUPS = [
  "department",
  "member",
  "plan",
  "model",
  "provider",
  "assistant",
  "purpose",
] as const satisfies readonly CostGroup[];

function namedWithin(input: RowsInput): Set<CostGroup> {
  const named = namedIn(input);
  const isOf = (group: CostGroup) => named.has(group) || input.beside?.includes(group);
  return isOf("plan") && isOf("member") ? named.add("plan").add("member") : named;
}

const wholeOf = ({ from, to }: RowsInput) => ({ first: sql`${from}::date`, last: sql`${to}::date` });

/** Whole months by month, the days around them and of months that are not sealed day by day. */
function rowsOf(input: RowsInput, table: CostTable): SQL {
  const months = input.step === "month" ? wholeMonthsOf(input) : null;
  if (!months) return table.days(wholeOf(input));
  const [first, last] = [sql`${months.first}::date`, sql`${months.last}::date`];
  return sql`
    ${table.months({ first, last })} union all
    select loose.* from (
      values (${input.from}::date, ${first} - 1), ((${last} + interval '1 month')::date, ${input.to}::date)
      union all
      select month.at::date, (month.at + interval '1 month - 1 day')::date
      from generate_series(${first}::timestamp, ${last}::timestamp, interval '1 month') as month(at)
      where not exists (select from report_month_seals s where s.month = month.at::date)) as span(first, last)
    cross join lateral (${table.days({ first: sql`span.first`, last: sql`span.last` })}) loose`;
}

/** Day by day, so that each is found by its index however many the planner expects. */
function openRows(input: RowsInput, named: ReadonlySet<CostGroup>): SQL {
  const one = { first: sql`past.at::date`, last: sql`past.at::date` };
  return sql`
    select open_rows.* from generate_series(${input.from}::timestamp, ${input.to}::timestamp, interval '1 day') as past(at)
    cross join lateral (${named.has("assistant") ? entryRows(input, one) : liveTable(input).days(one)}) open_rows
    where not exists (select from report_seals s where s.day = past.at::date)`;
}
