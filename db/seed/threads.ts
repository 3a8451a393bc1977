import { sql } from "drizzle-orm";
import { idAt, random } from "./random";
import { SAYINGS, TOPICS } from "./topics";
import type { SeedConn } from "./types";

const ARCHIVED_AFTER = "30 days";

/** What a day's threads are about, in a temporary table; made once. */
export async function createTopics(conn: SeedConn): Promise<void> {
  await conn.execute(sql`
    create temp table seed_topics as
    select d.id as department_id, row_number() over (partition by d.id order by t.title) - 1 as no, t.title, t.question, t.answer
    from jsonb_to_recordset(${JSON.stringify(TOPICS)}::jsonb)
      as t(department text, title text, question text, answer text)
    join seed_departments d on d.name = t.department`);
  await conn.execute(sql`
    create temp table seed_sayings as
    select row_number() over (order by question) - 1 as no, question, answer from jsonb_to_recordset(${JSON.stringify(SAYINGS)}::jsonb)
      as s(question text, answer text)`);
}

/** The day's threads; those of long ago are archived, as their age would have had them. */
export async function writeThreads(conn: SeedConn, now: Date): Promise<void> {
  await conn.execute(sql`
    insert into threads (id, user_id, title, title_source, created_at, last_activity_at, seen_at, archived_at, assistant_id)
    select c.thread_id, c.user_id, t.title, 'model', min(c.at), max(c.ended_at), max(c.ended_at),
      case when max(c.ended_at) < ${now.toISOString()}::timestamptz - ${ARCHIVED_AFTER}::interval
        then max(c.ended_at) + ${ARCHIVED_AFTER}::interval end, (array_agg(c.assistant_id))[1]
    from seed_calls c join ${topicOf} on true group by 1, 2, 3 order by 5`);
}

/** A question and an answer for each run, both short. */
export async function writeMessages(conn: SeedConn): Promise<void> {
  await conn.execute(sql`
    insert into messages (id, thread_id, user_id, position, parent_id, role, content, content_tokens, created_at)
    select case part.role when 'user' then c.question_id else c.answer_id end, c.thread_id, c.user_id,
      c.place * 2 + part.no, case part.role when 'user' then c.answered_before else c.question_id end, part.role,
      case part.role when 'user' then c.question else c.answer end, 24, case part.role when 'user' then c.at else c.ended_at end
    from (
      select c.*, ${idAt(sql`c.at`, sql`c.seq`, 16)} as question_id, ${idAt(sql`c.at`, sql`c.seq`, 17)} as answer_id,
        lag(${idAt(sql`c.at`, sql`c.seq`, 17)}) over (partition by c.thread_id order by c.place) as answered_before,
        case c.place when 0 then t.question else s.question end as question,
        case c.place when 0 then t.answer else s.answer end as answer
      from seed_calls c join ${topicOf} on true
      join seed_sayings s on s.no = floor(${random(sql`c.seq`, 51)} * ${SAYINGS.length})::int
      where c.purpose = 'answer') c
    cross join (values ('user', 1), ('assistant', 2)) as part(role, no)
    order by c.thread_id, c.place, part.no`);
}

/** Of a call `c`: one of its department's topics; of any, where it has no department or one that has none. */
const topicOf = sql`lateral (
  select * from seed_topics t order by t.department_id = c.department_id desc,
    abs(t.no - floor(${random(sql`c.thread_seq`, 52)} * 4)::int),
    hashtextextended(t.title, c.thread_seq) limit 1) t`;
