import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { anyKey } from "./any-key";
import type { RowsInput } from "./cost-rows";
import type { CostFilters, CostGroup, CostsInput } from "./cost-types";
import { usageColumnsOf, usageSumsOf, wideColumnsOf } from "./usage-row";

/** From a first to a last day (or month), both included; or one day, which the planner knows to be few rows. */
type Days = { first: SQL; last: SQL } | { day: SQL };

/** Selects of rows `day, key, part` and sums, by day and by sealed month. */
export type CostTable = { days: (days: Days) => SQL; months: (months: Days) => SQL };

type Asked = Pick<RowsInput, "group" | "subgroup" | "filters" | "step">;

/** What has a single group, or the sum of everything, of sealed days. */
export function groupTable({ group, filters }: Asked, named: ReadonlySet<CostGroup>): CostTable {
  // Without a group any one has the whole sum; providers are the fewest.
  const [of = "provider"] = named;
  const wanted = filters[of];
  const rows = (table: SQL, at: SQL, days: Days) => sql`
    select ${at} as day, ${group ? sql`r.key` : sql`''`} as key, '' as part, ${wideColumnsOf("r")}
    from ${table} r where r.grouped_by = ${GROUP_NAMES[of]} and ${within(at, days)}
    ${wanted ? sql`and r.key = ${anyKey(wanted)}` : sql``}`;
  return {
    days: (days) => rows(sql`report_days`, sql`r.day`, days),
    months: (months) => rows(sql`report_months`, sql`r.month`, months),
  };
}

/** Not as a parameter: groups have very different numbers of rows, and a plan that is kept has to know which it reads. */
const GROUP_NAMES: Record<CostGroup, SQL> = {
  department: sql`'department'`,
  member: sql`'member'`,
  plan: sql`'plan'`,
  model: sql`'model'`,
  provider: sql`'provider'`,
  assistant: sql`'assistant'`,
  purpose: sql`'purpose'`,
};

/** What names no member, of sealed days; `isNarrow` what names no plan and no assistant either. */
export function cellTable(asked: Asked, isNarrow: boolean): CostTable {
  const keys = keysOf("c");
  const rows = (table: SQL, at: SQL, days: Days) => sql`
    select ${at} as day, ${keyAndPart(asked, keys)}, ${usageColumnsOf("c")} from ${table} c
    where ${within(at, days)} ${matching(asked.filters, "c")}`;
  return {
    days: (days) => rows(isNarrow ? sql`report_model_days` : sql`report_cells`, sql`c.day`, days),
    months: (months) => rows(sql`report_month_cells`, sql`c.month`, months),
  };
}

/** What names no assistant, of all days, sealed or not. */
export function liveTable(asked: Asked): CostTable {
  return wideTable(asked, { letter: "d", days: sql`usage_days`, months: sql`report_member_months` });
}

/** What members asked assistants, of sealed days. */
export function assistantTable(asked: Asked): CostTable {
  return wideTable(asked, {
    ...{ letter: "a", days: sql`report_assistant_days`, months: sql`report_assistant_months` },
  });
}

/** A table of many rows, which are added up before keys are made of them, as far as days need not be told apart. */
function wideTable(
  asked: Asked,
  { letter, days, months }: { letter: "d" | "a"; days: SQL; months: SQL },
): CostTable {
  const as = sql.raw(letter);
  const rows = (table: SQL, at: SQL, span: Days) => sql`
    select ${as}.day, ${keyAndPart(asked, keysOf(letter))}, ${usageColumnsOf(letter)}
    from (${addedUp(asked, { letter, table, at, span })}) ${as} ${membersOf(asked, letter)}`;
  return {
    days: (span) => rows(days, sql`${as}.day`, span),
    months: (span) => rows(months, sql`${as}.month`, span),
  };
}

type Wide = { letter: "d" | "a"; table: SQL; at: SQL; span: Days };

function addedUp(asked: Asked, { letter, table, at, span }: Wide): SQL {
  const columns = columnsOf(asked, letter);
  const groups = [...stepOf(asked, at), ...columns];
  const { member, ...others } = asked.filters;
  const sums = (from: SQL, filters: CostFilters) => sql`
    select min(${at}) as day, ${sql.join([...columns, usageSumsOf(letter)], sql`, `)}
    from ${from} ${sql.raw(letter)} where ${within(at, span)} ${matching(filters, letter)}
    ${groups.length > 0 ? sql`group by ${sql.join(groups, sql`, `)}` : sql`having count(*) > 0`}`;
  if (!member || member.includes("") || "day" in span) return sums(table, asked.filters);
  const own = sql`(
    select * from ${table} ${sql.raw(letter)}
    where ${sql.raw(letter)}.user_id = chosen.id and ${within(at, span)} offset 0)`;
  return ofEach(member, sums(own, others));
}

/**
 * Members one by one, by the index of their days: the planner takes a year of some for so much that it reads
 * everybody's, and would look for filters in that index too.
 */
function ofEach(members: readonly string[], own: SQL): SQL {
  return sql`
    select own.* from (select distinct unnest(${sql.param(members.filter(isId))}::uuid[])) as chosen(id)
    cross join lateral (${own} offset 0) as own`;
}

/** What days are added up by. */
function stepOf({ step = "day" }: Asked, at: SQL): SQL[] {
  return step === "range" ? [] : [firstOf(step, at)];
}

/** A Monday before all days. */
const MONDAY = sql.raw("date '0001-01-01'");

/** The first day of a day's week or month. Weeks are counted, which takes a part of what cutting does. */
export function firstOf(step: CostsInput["granularity"], day: SQL): SQL {
  const firsts = {
    day,
    week: sql`${day} - (${day} - ${MONDAY}) % 7`,
    month: sql`date_trunc('month', ${day}::timestamp)::date`,
  };
  return sql`(${firsts[step]})`;
}

/** By the instants that the days lie within in every zone, of which entries have an index. */
export function entryRows(asked: Asked, days: { first: SQL; last: SQL }, where = sql`true`): SQL {
  return sql`
    select e.day, ${keyAndPart(asked, keysOf("e"))},
      (e.kind = 'usage')::int as calls, (e.kind = 'usage' and e.purpose = 'answer')::int as answers, e.input_tokens,
      e.cached_input_tokens, e.output_tokens, e.cost_pico_usd,
      case when e.certainty = 'exact' then 0 else e.cost_pico_usd end as estimated_pico_usd
    from entries e ${membersOf(asked, "e")}
    where ${where} and ${within(sql`e.day`, days)}
      and e.occurred_at >= (${days.first})::timestamp at time zone 'UTC' - interval '15 hours'
      and e.occurred_at < (${days.last})::timestamp at time zone 'UTC' + interval '37 hours'
      ${matching(asked.filters, "e")}`;
}

function within(at: SQL, days: Days): SQL {
  return "day" in days ? sql`${at} = ${days.day}` : sql`${at} between ${days.first} and ${days.last}`;
}

type Letter = "a" | "c" | "d" | "e";

/** Of a table under its letter; the members' plan is that of `u`. */
function keysOf(letter: Letter): Record<CostGroup, SQL> {
  const of = (text: string) => sql.raw(text.replaceAll("@", letter));
  return {
    department: of("coalesce(@.department_id::text, '')"),
    member: of("@.user_id::text"),
    plan: letter === "c" ? of("coalesce(c.plan_id::text, '')") : of("coalesce(u.plan_id::text, '')"),
    model: of("@.provider || '/' || @.model"),
    provider: of("@.provider"),
    assistant: letter === "d" ? sql`''` : of("coalesce(@.assistant_id::text, '')"),
    purpose: of("@.purpose"),
  };
}

function keyAndPart(
  { group, subgroup }: Pick<Asked, "group" | "subgroup">,
  keys: Record<CostGroup, SQL>,
): SQL {
  return sql`${group ? keys[group] : sql`''`} as key, ${subgroup ? keys[subgroup] : sql`''`} as part`;
}

/** What keys are made of. */
const COLUMNS: Record<CostGroup, readonly string[]> = {
  department: ["department_id"],
  member: ["user_id"],
  plan: ["user_id"],
  model: ["provider", "model"],
  provider: ["provider"],
  assistant: ["assistant_id"],
  purpose: ["purpose"],
};

function columnsOf({ group, subgroup }: Asked, letter: "d" | "a"): SQL[] {
  const isKnown = (each: CostGroup) => letter === "a" || each !== "assistant";
  const named = [group, subgroup].flatMap((each) => (each && isKnown(each) ? COLUMNS[each] : []));
  return [...new Set(named)].map((column) => sql.raw(`${letter}.${column}`));
}

function membersOf({ group, subgroup }: Pick<Asked, "group" | "subgroup">, letter: Letter): SQL {
  const isByPlan = group === "plan" || subgroup === "plan";
  return isByPlan ? sql.raw(`join users u on u.id = ${letter}.user_id`) : sql``;
}

/** The keys of entries `e`, as a sealed day has them, and what is joined for them. */
export function entryKeys(asked: Pick<Asked, "group" | "subgroup">): { columns: SQL; joined: SQL } {
  return { columns: keyAndPart(asked, keysOf("e")), joined: membersOf(asked, "e") };
}

/** The conditions of filters, of entries `e`, each after an "and". */
export function entriesMatching(filters: CostFilters): SQL {
  return matching(filters, "e");
}

/** As comparisons of the columns themselves, since it is made of very many rows. */
function matching(filters: CostFilters, letter: Letter): SQL {
  const column = (name: string) => sql.raw(`${letter}.${name}`);
  const texts = (wanted: readonly string[]) => sql`any(${sql.param([...wanted])}::text[])`;
  const { department, member, plan, model, provider, assistant, purpose } = filters;
  const names = model?.map((key) => key.slice(key.indexOf("/") + 1));
  return sql.join([
    department ? sql` and ${isAmong(column("department_id"), department)}` : sql``,
    member ? sql` and ${isAmong(column("user_id"), member)}` : sql``,
    plan ? sql` and ${ofPlans(plan, letter)}` : sql``,
    names ? sql` and ${column("model")} = ${texts(names)}` : sql``,
    model ? sql` and ${column("provider")} || '/' || ${column("model")} = ${texts(model)}` : sql``,
    provider ? sql` and ${column("provider")} = ${texts(provider)}` : sql``,
    assistant ? sql` and ${isAmong(column("assistant_id"), assistant)}` : sql``,
    purpose ? sql` and ${column("purpose")} = ${texts(purpose)}` : sql``,
  ]);
}

function ofPlans(plans: readonly string[], letter: Letter): SQL {
  if (letter === "c") return isAmong(sql`c.plan_id`, plans);
  return sql`${sql.raw(letter)}.user_id in (select m.id from users m where ${isAmong(sql`m.plan_id`, plans)})`;
}

/** The empty key is that of none. */
function isAmong(id: SQL, keys: readonly string[]): SQL {
  const isOne = sql`${id} = any(${sql.param(keys.filter(isId))}::uuid[])`;
  return keys.includes("") ? sql`(${isOne} or ${id} is null)` : isOne;
}
