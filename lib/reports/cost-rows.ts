import { type SQL, sql } from "drizzle-orm";
import { assistantTable, type CostTable, cellTable, entryRows, groupTable, liveTable } from "./cost-tables";
import type { CostFilters, CostGroup, CostsInput } from "./cost-types";
import { usageNegated } from "./usage-row";
import { splitByMonths } from "./whole-months";

const LISTED_DAYS_MAX = 124;
const DAY_MS = 86_400_000;

export type RowsInput = {
  from: string;
  to: string;
  /** What a row's `key`, and its `part`, are of; null: one sum of everything. */
  group: CostGroup | null;
  subgroup?: CostGroup | null | undefined;
  filters: CostFilters;
  /**
   * How far days need not be told apart: of a week or a month (within the range) or of all the range a row may be of
   * the first day that was used.
   */
  step?: CostsInput["granularity"] | "range" | undefined;
  /** What the same report groups by elsewhere. Members have the plan of now, so all of it has to, where one part does. */
  beside?: readonly (CostGroup | null)[] | undefined;
};

/**
 * A select of rows `day, key, part` and sums, from the smallest tables that know all that is asked: sealed days and
 * months come from the reports' own, days that are not sealed from the live roll-up, which also knows what each member
 * used, and for assistants from the entries. A key may come with sums of nothing.
 */
export function costRows(input: RowsInput): SQL {
  const named = namedWithin(input);
  if (named.has("member") && named.has("assistant")) return memberAssistantRows(input);
  if (named.has("member") && named.size > 1) return rowsOf(input, liveTable(input));
  const isNarrow = !named.has("plan") && !named.has("assistant");
  const table = named.size <= 1 ? groupTable(input, named) : cellTable(input, isNarrow);
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

/** The same and what follows from the rest of the report. With a single one, a day of a key is one row of a roll-up. */
export function namedWithin(input: RowsInput): Set<CostGroup> {
  const named = namedIn(input);
  const isOf = (group: CostGroup) => named.has(group) || input.beside?.includes(group);
  return isOf("plan") && isOf("member") ? named.add("plan").add("member") : named;
}

const wholeOf = ({ from, to }: Pick<RowsInput, "from" | "to">) => ({ first: dayOf(from), last: dayOf(to) });
const dayOf = (day: string) => sql`${day}::date`;

/** Whole months by month, the days around them in a stretch each, the days of months that are not sealed one by one. */
function rowsOf(input: RowsInput, table: CostTable): SQL {
  const split = input.step === "month" || input.step === "range" ? splitByMonths(input) : null;
  if (!split) return table.days(wholeOf(input));
  const { first, last, end, edges } = split;
  const unsealed = eachDay(
    sql`
      select at::date as day from generate_series(${first}::timestamp, ${end}::timestamp, interval '1 day') as past(at)
      where not exists (
        select from report_month_seals s where s.month = date_trunc('month', past.at)::date
          and s.month between ${first}::date and ${last}::date)`,
    (day) => table.days({ day }),
  );
  const parts = [table.months({ first: dayOf(first), last: dayOf(last) }), unsealed];
  return sql.join([...parts, ...edges.map((edge) => table.days(wholeOf(edge)))], sql` union all `);
}

/**
 * What a member asked without an assistant no table has for itself: it is all that the live roll-up has less what was
 * asked with one.
 */
function memberAssistantRows(input: RowsInput): SQL {
  const { assistant, ...others } = input.filters;
  const own = assistantRows(input);
  if (assistant && !assistant.includes("")) return own;
  const every = { ...input, filters: others };
  const none = (group: CostGroup | null | undefined, key: SQL) => (group === "assistant" ? sql`''` : key);
  return sql`
    ${own} union all ${rowsOf(every, liveTable(every))} union all
    select day, ${none(input.group, sql`key`)}, ${none(input.subgroup, sql`part`)}, ${usageNegated}
    from (${assistantRows(every)}) with_one`;
}

function assistantRows(input: RowsInput): SQL {
  const open = eachDay(openDays(input), (day) =>
    entryRows(input, { first: day, last: day }, sql`e.assistant_id is not null`),
  );
  return sql`${rowsOf(input, assistantTable(input))} union all ${open}`;
}

/** What is not sealed, out of the live roll-up or, for assistants, of the entries. */
function openRows(input: RowsInput, named: ReadonlySet<CostGroup>): SQL {
  const live = liveTable({ ...input, step: "range" });
  return eachDay(openDays(input), (day) =>
    named.has("assistant") ? entryRows(input, { first: day, last: day }) : live.days({ day }),
  );
}

/**
 * A short range as a list, whose length the planner takes to be the same whatever it holds: so it keeps its plan, which
 * takes as long to make as the chart of a month takes to read.
 */
function openDays({ from, to }: RowsInput): SQL {
  const sealed = sql`select s.day from report_seals s where s.day between ${from}::date and ${to}::date`;
  const count = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (count <= LISTED_DAYS_MAX) {
    const places = sql.param(Array.from({ length: count }, (_, place) => place));
    return sql`select ${from}::date + place as day from unnest(${places}::int[]) as past(place) except all ${sealed}`;
  }
  return sql`
    select past.at::date as day from generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') as past(at)
    where not exists (${sealed} and s.day = past.at::date)`;
}

/** First the days and then each by its index: "offset 0" keeps the planner, who expects more days, from joining both. */
function eachDay(days: SQL, rows: (day: SQL) => SQL): SQL {
  return sql`
    select loose.* from (${days} offset 0) as wanted
    cross join lateral (${rows(sql`wanted.day`)} offset 0) as loose`;
}
