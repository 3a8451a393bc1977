import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import type { CostFilters, CostGroup } from "./cost-types";
import { usageColumnsOf } from "./usage-row";

export type RowsInput = {
  from: string;
  to: string;
  /** What a row's `key`, and its `part`, are of; null: one sum of everything. */
  group: CostGroup | null;
  subgroup?: CostGroup | null | undefined;
  filters: CostFilters;
};

/**
 * A select of rows `day, key, part` and sums, from the smallest table that knows all that is asked: sealed days come
 * from the reports' own, days that are not sealed from the live roll-up, and what no roll-up has (one member's use of
 * an assistant) from the entries.
 */
export function costRows(input: RowsInput): SQL {
  const named = namedIn(input);
  if (named.has("member")) return named.has("assistant") ? entryRows(input) : liveRows(input);
  const sealed = named.size <= 1 && !hasFilters(input.filters) ? dayRows(input) : cellRows(input);
  return sql`${sealed} union all ${openRows(input, named.has("assistant"))}`;
}

/** Every group that a question names. */
export function namedIn({ group, subgroup, filters }: Omit<RowsInput, "from" | "to">): Set<CostGroup> {
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

function hasFilters(filters: CostFilters): boolean {
  return GROUPS.some((group) => filters[group]);
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

function dayRows({ from, to, group }: RowsInput): SQL {
  // Without a group any one has the whole sum; providers are the fewest.
  return sql`
    select r.day, ${group ? sql`r.key` : sql`''`} as key, '' as part, ${usageColumnsOf("r")}
    from report_days r where r.grouped_by = ${group ?? "provider"} and r.day between ${from}::date and ${to}::date`;
}

function cellRows(input: RowsInput): SQL {
  const keys = keysOf("c");
  return sql`
    select c.day, ${keyAndPart(input, keys)}, ${usageColumnsOf("c")} from report_cells c
    where c.day between ${input.from}::date and ${input.to}::date ${matching(input.filters, keys)}`;
}

/** Day by day, so that each is found by its index however many the planner expects. */
function openRows(input: RowsInput, byAssistant: boolean): SQL {
  return sql`
    select open_rows.* from generate_series(${input.from}::timestamp, ${input.to}::timestamp, interval '1 day') as past(at)
    cross join lateral (${byAssistant ? entryRows(input, sql`past.at::date`) : liveRows(input, sql`past.at::date`)}) open_rows
    where not exists (select from report_seals s where s.day = past.at::date)`;
}

function liveRows(input: RowsInput, day?: SQL): SQL {
  const keys = keysOf("d");
  const when = day ? sql`d.day = ${day}` : sql`d.day between ${input.from}::date and ${input.to}::date`;
  return sql`
    select d.day, ${keyAndPart(input, keys)}, ${usageColumnsOf("d")} from usage_days d ${membersOf(input, "d")}
    where ${when} ${matching(input.filters, keys, sql`d.user_id`)}`;
}

/** By the instants that the days lie within in every zone, of which entries have an index. */
function entryRows(input: RowsInput, day?: SQL): SQL {
  const keys = keysOf("e");
  const [first, last] = day ? [day, day] : [sql`${input.from}::date`, sql`${input.to}::date`];
  return sql`
    select e.day, ${keyAndPart(input, keys)},
      (e.kind = 'usage')::int as calls, (e.kind = 'usage' and e.purpose = 'answer')::int as answers, e.input_tokens,
      e.cached_input_tokens, e.output_tokens, e.cost_pico_usd,
      case when e.certainty = 'exact' then 0 else e.cost_pico_usd end as estimated_pico_usd
    from entries e ${membersOf(input, "e")}
    where e.day between ${first} and ${last}
      and e.occurred_at >= (${first})::timestamp at time zone 'UTC' - interval '1 day'
      and e.occurred_at < (${last})::timestamp at time zone 'UTC' + interval '2 days'
      ${matching(input.filters, keys, sql`e.user_id`)}`;
}

function membersOf(input: RowsInput, letter: "d" | "e"): SQL {
  return namedIn(input).has("plan") ? sql.raw(`join users u on u.id = ${letter}.user_id`) : sql``;
}

function matching(filters: CostFilters, keys: Record<CostGroup, SQL>, userId?: SQL): SQL {
  const conditions = GROUPS.flatMap((group) => {
    const wanted = filters[group];
    if (!wanted) return [];
    if (group === "member" && userId) {
      return [sql` and ${userId} = any(${sql.param(wanted.filter(isId))}::uuid[])`];
    }
    return [sql` and ${keys[group]} = any(${sql.param([...wanted])}::text[])`];
  });
  return sql.join(conditions);
}
