import { sql } from "drizzle-orm";
import { idAt, normal, random } from "./random";
import type { SeedConn, SeedOptions } from "./types";

/** So many answers make a thread. */
export const ANSWERS_IN_THREAD = 6;
/** Of the days before the last: a member who took to the dearest model, and a department that pasted whole files. */
const DEAR = { no: 5, from: 12, to: 8 };
const FILES = { department: "Marketing", from: 23, to: 21, times: 14 };

/** One member in so many asks a dear model for a line or two, in most of their threads. */
const BRIEF = { oneIn: 5, share: 0.85 };

/** Days before the last on which somebody tried a model that had no price. */
const UNPRICED = { provider: "anthropic", model: "claude-preview", daysBefore: 5 };

/** The table that a day's calls are made up in, before they are written. */
export async function createCalls(conn: SeedConn): Promise<void> {
  await conn.execute(sql`
    create temp table seed_calls (
      seq bigint, place int, thread_seq bigint, thread_at timestamptz, at timestamptz, ended_at timestamptz,
      purpose text, attempt_id uuid, run_id uuid, thread_id uuid, user_id uuid, department_id uuid, assistant_id uuid,
      provider text, model text, price_id uuid, input bigint, cached bigint, output bigint, reasoning bigint,
      cost bigint, certainty text, reason text)`);
}

/** A day's answers, and a title for each thread that began. */
export async function makeCalls(conn: SeedConn, day: string, options: SeedOptions): Promise<void> {
  await conn.execute(sql`truncate seed_calls`);
  await conn.execute(sql`
    with answers as (
      select l.before + k as seq, k % ${ANSWERS_IN_THREAD} as place, l.before + k - k % ${ANSWERS_IN_THREAD} as thread_seq,
        l.day, m.no, m.user_id, m.department_id, m.taste
      from seed_load l join seed_members m using (no) cross join generate_series(0, l.n - 1) k where l.day = ${day}::date),
    threaded as (
      select *, ${random(sql`thread_seq`, 31)} as picks_assistant,
        case when ${random(sql`thread_seq`, 32)} < 0.6 then ${random(sql`thread_seq`, 33)} else taste end as picks_model,
        (day + interval '1 second' * (case when ${random(sql`thread_seq`, 34)} < 0.04 then 79200 * ${random(sql`thread_seq`, 35)}
          else 28800 + 18000 * (${random(sql`thread_seq`, 36)} + ${random(sql`thread_seq`, 37)}) end)) at time zone ${options.timeZone} as thread_at
      from answers),
    timed as (
      select *, no % ${BRIEF.oneIn}::int = 3 and ${random(sql`thread_seq`, 47)} < ${BRIEF.share}::float8 as is_brief,
        thread_at + place * interval '1 second' * (60 + 230 * ${random(sql`thread_seq`, 38)}) as at,
        no = ${DEAR.no}::int and day between ${options.lastDay}::date - ${DEAR.from}::int and ${options.lastDay}::date - ${DEAR.to}::int as is_dear,
        case when day between ${options.lastDay}::date - ${FILES.from}::int and ${options.lastDay}::date - ${FILES.to}::int
          and department_id = (select id from seed_departments where name = ${FILES.department}) then ${FILES.times}::int else 1 end as times
      from threaded),
    sized as (
      select seq, place, thread_seq, thread_at, at, user_id, department_id, picks_assistant, is_dear, is_brief, picks_model,
        'answer' as purpose,
        (case when is_brief then 160 + 60 * ${random(sql`seq`, 39)} + place * 75
          else times * (180 + 250 * exp(0.9 * ${normal(sql`seq`, 39)}) + place * 620) end)::bigint as input,
        (case when is_brief then 60 + 90 * ${random(sql`seq`, 40)}
          else 40 + 300 * exp(0.8 * ${normal(sql`seq`, 40)}) end)::bigint as output
      from timed where at < ${options.now.toISOString()}::timestamptz - interval '5 minutes'
      union all
      select seq, place, thread_seq, thread_at, at + interval '1 second', user_id, department_id, picks_assistant, false, false, 0, 'title',
        90 + (120 * ${random(sql`seq`, 41)})::bigint, 5 + (9 * ${random(sql`seq`, 42)})::bigint
      from timed where place = 0 and at < ${options.now.toISOString()}::timestamptz - interval '5 minutes'),
    modelled as (
      select s.*, m.no as model_no, m.provider, m.model, a.id as assistant_id,
        case when m.thinks and s.purpose = 'answer' then (s.output * (0.4 + ${random(sql`seq`, 43)}))::bigint else 0 end as reasoning,
        case when s.place > 0 and s.input > 1024 and ${random(sql`seq`, 44)} < 0.8
          then (s.input * (0.35 + 0.5 * ${random(sql`seq`, 45)}))::bigint / 128 * 128 else 0 end as cached
      from sized s
      join lateral (
        select * from seed_models where case when s.is_dear then no = 4 when s.is_brief then no = 2 else upto > s.picks_model * 0.9999 end order by no limit 1) m on true
      left join seed_assistants a on s.picks_assistant < 0.36 and a.no = 1 + floor(5 * (s.picks_assistant / 0.36) ^ 1.6))
    insert into seed_calls
    select c.seq, c.place, c.thread_seq, c.thread_at, c.at, c.at + interval '1 second' * (1 + (c.output + c.reasoning) / 90.0), c.purpose,
      case c.purpose when 'answer' then ${idAt(sql`c.at`, sql`c.seq`, 11)} else ${idAt(sql`c.at`, sql`c.seq`, 12)} end,
      ${idAt(sql`c.at - case c.purpose when 'title' then interval '1 second' else interval '0' end`, sql`c.seq`, 13)},
      ${idAt(sql`c.thread_at`, sql`c.thread_seq`, 14)}, c.user_id, c.department_id, c.assistant_id, c.provider, c.model, p.id,
      c.input, c.cached, c.output + c.reasoning, c.reasoning,
      (c.input - c.cached) * p.input_pico_usd + c.cached * p.cached_input_pico_usd + (c.output + c.reasoning) * p.output_pico_usd,
      case when ${random(sql`c.seq`, 46)} < 0.02 and c.purpose = 'answer' then 'estimated' else 'exact' end,
      case when ${random(sql`c.seq`, 46)} < 0.02 and c.purpose = 'answer'
        then case when ${random(sql`c.seq`, 46)} < 0.013 then 'stopped' else 'missing_usage' end end
    from modelled c
    join seed_prices p on p.model_no = c.model_no and c.at >= p.effective_from and c.at < p.effective_until`);
}

/** One of a day's answers as it is booked where no price is known: what it used, and no cost. */
export async function makeUnpriced(
  conn: SeedConn,
  day: string,
  { lastDay }: Pick<SeedOptions, "lastDay">,
): Promise<void> {
  const { provider, model, daysBefore } = UNPRICED;
  await conn.execute(sql`
    update seed_calls set provider = ${provider}, model = ${model}, price_id = null, cost = 0, certainty = 'unpriced'
    where ${day}::date = ${lastDay}::date - ${daysBefore}::int
      and attempt_id = (select attempt_id from seed_calls where purpose = 'answer' and certainty = 'exact' order by seq limit 1)`);
}
