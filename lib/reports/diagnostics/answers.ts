import { type SQL, sql } from "drizzle-orm";
import type { Days } from "./days";
import { CACHEABLE_TOKENS, LONG_INPUT_TOKENS, SHORT_INPUT_TOKENS, SHORT_OUTPUT_TOKENS } from "./limits";

/** Conditions on answers `e`, each with what its thread's request before it on the same model sent that day. */
export const isLong = sql`e.input_tokens > ${sql.raw(String(LONG_INPUT_TOKENS))}`;
export const isShort = sql`(e.input_tokens <= ${sql.raw(String(SHORT_INPUT_TOKENS))}
  and e.output_tokens <= ${sql.raw(String(SHORT_OUTPUT_TOKENS))})`;
const CACHEABLE = sql.raw(String(CACHEABLE_TOKENS));
export const isRepeated = sql`(e.sent_before >= ${CACHEABLE} and e.input_tokens >= ${CACHEABLE})`;
/** Of what was sent before, what this request sent again, and what of it the cache kept. */
export const repeated = sql`least(e.sent_before, e.input_tokens)`;
export const kept = sql`least(e.cached_input_tokens, e.sent_before)`;
const missed = sql`(${repeated} - ${kept})`;

/** The orders in which diagnostics shows the first few answers. */
export const KINDS = {
  longest: { condition: isLong, order: sql`e.input_tokens desc, e.id` },
  shortest: { condition: isShort, order: sql`e.cost_pico_usd desc, e.id` },
  dearest: { condition: sql`true`, order: sql`e.cost_pico_usd desc, e.id` },
  repeating: { condition: sql`${isRepeated} and ${missed} > 0`, order: sql`${missed} desc, e.id` },
} as const;
export type CallKind = keyof typeof KINDS;

/** So many of each day are kept, and so no more are shown of any. */
export const CALLS_KEPT = 5;

/** The answers of one day in a zone, by the index of their instants. */
export function answersOn(day: SQL, timeZone: string): SQL {
  return sql`
    select e.*, lag(e.input_tokens) over (partition by e.thread_id, e.provider, e.model order by e.occurred_at, e.id)
      as sent_before
    from entries e where e.kind = 'usage' and e.purpose = 'answer' and e.day = ${day}
      and e.occurred_at >= ${day}::timestamp at time zone ${timeZone}
      and e.occurred_at < (${day}::timestamp + interval '1 day') at time zone ${timeZone}`;
}

/** What the answers of one day were like by model, in the order of the columns of `report_habits`. */
export function habitsOn(day: SQL, timeZone: string): SQL {
  const sum = (column: string, condition: SQL) =>
    sql`coalesce(sum(${sql.raw(column)}) filter (where ${condition}), 0)::bigint`;
  return sql`
    select e.provider, e.model, count(*)::int as answers, sum(e.input_tokens)::bigint as input,
      sum(e.cost_pico_usd)::bigint as cost, count(*) filter (where ${isLong})::int as long_answers,
      ${sum("e.input_tokens", isLong)} as long_input, ${sum("e.cost_pico_usd", isLong)} as long_cost,
      count(*) filter (where ${isShort})::int as short_answers, ${sum("e.input_tokens", isShort)} as short_input,
      ${sum("e.output_tokens", isShort)} as short_output, ${sum("e.cost_pico_usd", isShort)} as short_cost,
      ${sum("least(e.sent_before, e.input_tokens)", isRepeated)} as repeated,
      ${sum("least(e.cached_input_tokens, e.sent_before)", isRepeated)} as repeated_cached,
      array_agg(distinct e.user_id) as members,
      coalesce(array_agg(distinct e.user_id) filter (where ${isShort}), '{}') as short_members
    from (${answersOn(day, timeZone)}) e group by 1, 2`;
}

/** The habits of the days: those that were kept, and of the others what their answers make. */
export function habitsOf(days: Days): SQL {
  return sql`
    select ${HABIT_COLUMNS} from report_habits h join report_seals s using (day)
    where s.diagnosed_at is not null and h.day between ${days.from}::date and ${days.to}::date
    union all ${onEachLeft(days, (day) => habitsOn(day, days.timeZone))}`;
}

export const HABIT_COLUMNS = sql.raw(
  `provider, model, answers, input, cost, long_answers, long_input, long_cost, short_answers, short_input, short_output,
    short_cost, repeated, repeated_cached, members, short_members`,
);

/** Answers with `sent_before` among which the first few of the days are: those that were kept, and all of other days. */
export function candidatesOf(days: Days, kind: CallKind): SQL {
  return sql`
    select e.*, c.sent_before from report_calls c join report_seals s using (day) join entries e on e.id = c.entry_id
    where c.kind = ${kind} and s.diagnosed_at is not null and c.day between ${days.from}::date and ${days.to}::date
    union all ${onEachLeft(days, (day) => answersOn(day, days.timeZone))}`;
}

/** The days of which nothing is kept: one or two where the job runs. */
function onEachLeft({ from, to }: Days, rows: (day: SQL) => SQL): SQL {
  return sql`
    select found.* from (
      select at::date as day from generate_series(${from}::timestamp, ${to}::timestamp, interval '1 day') as past(at)
      where not exists (select from report_seals s where s.day = past.at::date and s.diagnosed_at is not null)
      offset 0) as wanted
    cross join lateral (${rows(sql`wanted.day`)} offset 0) as found`;
}
