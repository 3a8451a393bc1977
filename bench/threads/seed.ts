import { sql } from "drizzle-orm";
import { newId } from "@/db/id";
import type { Db } from "../../db/client";
import { showProgress } from "../progress";
import { WORDS, wordOf } from "./words";

export const MEMBERS = 100;
export const THREADS_MANY = 5_000;
export const THREADS_FEW = 10;
const MESSAGES_IN_THREAD = 10;
const MESSAGES_IN_THREAD_OF_MANY = 2;
const SENTENCES = 50_000;
const WORDS_IN_SENTENCE = 12;
const SENTENCES_IN_QUESTION = 2;
const SENTENCES_IN_ANSWER = 8;
const PINNED_PER_MEMBER = 3;

export type Seeded = {
  /** Those who share the messages. */
  members: string[];
  many: string;
  few: string;
  messages: number;
};

type Options = { messages: number; signal: AbortSignal };

/** So many messages of a hundred members, who wrote at the same time; and two more members with many and few threads. */
export async function seedThreads(db: Db, { messages, signal }: Options): Promise<Seeded> {
  await db.execute(sql`select setseed(0.5)`);
  await makeSentences(db);
  const members = await makeMembers(db, MEMBERS);
  const [many = "", few = ""] = await makeMembers(db, 2);
  const indexAgain = await dropSearchIndex(db);
  const rounds = Math.ceil(messages / (MEMBERS * MESSAGES_IN_THREAD));
  const progress = showProgress("Seeding", rounds);
  try {
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted();
      await writeThreads(db, { userIds: members, hoursAgo: rounds - round });
      progress.step();
    }
  } finally {
    progress.end();
  }
  const length = MESSAGES_IN_THREAD_OF_MANY;
  await writeThreads(db, { userIds: Array(THREADS_MANY).fill(many), hoursAgo: 1, length });
  await writeThreads(db, { userIds: Array(THREADS_FEW).fill(few), hoursAgo: 1, length });
  await indexAgain();
  await pinSome(db);
  await writeCosts(db, [many, few]);
  await db.execute(sql`vacuum analyze`);
  const total = rounds * MEMBERS * MESSAGES_IN_THREAD + (THREADS_MANY + THREADS_FEW) * length;
  return { members, many, few, messages: total };
}

/** The index of all words is made once at the end: filling it word by word takes several times as long. */
async function dropSearchIndex(db: Db): Promise<() => Promise<unknown>> {
  const [row] = await db.execute<{ statement: string }>(
    sql`select pg_get_indexdef('messages_terms'::regclass) as statement`,
  );
  await db.execute(sql`drop index messages_terms`);
  return async () => {
    await db.execute(sql`set maintenance_work_mem = '1GB'`);
    await db.execute(sql.raw(row?.statement ?? ""));
  };
}

/** Words by Zipf's law: how often one comes is in inverse proportion to its rank. */
async function makeSentences(db: Db): Promise<void> {
  const words = Array.from({ length: WORDS }, (_, rank) => wordOf(rank)).join(" ");
  await db.execute(sql`create unlogged table bench_words as
    select word, rank::int from unnest(string_to_array(${words}, ' ')) with ordinality as given(word, rank)`);
  await db.execute(sql`create unlogged table bench_sentences as
    select n, string_agg(word, ' ') as text
    from (select n, floor(exp(random() * ln(${WORDS}::int)))::int as rank
      from generate_series(1, ${SENTENCES}::int) n, generate_series(1, ${WORDS_IN_SENTENCE}::int)) picks
    join bench_words using (rank) group by n`);
  await db.execute(sql`create unique index on bench_sentences (n) include (text)`);
  await db.execute(sql`analyze bench_sentences`);
}

async function makeMembers(db: Db, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await db.execute(sql`
    insert into users (id, email, name, role, password_hash)
    select id::uuid, id || '@example.org', 'Member ' || n, 'member', 'not a hash'
    from unnest(string_to_array(${ids.join(" ")}, ' ')) with ordinality as given(id, n)`);
  return ids;
}

type Writing = { userIds: string[]; hoursAgo: number; length?: number };

/**
 * A thread for each of the named members, their messages in turns, so that one member's do not lie side by side. One
 * thread in five is archived; one message in fifty has a word that only its owner uses.
 */
async function writeThreads(db: Db, { userIds, hoursAgo, length = MESSAGES_IN_THREAD }: Writing) {
  await db.execute(sql`
    with made as (
      select gen_random_uuid() as id, given.user_id::uuid, given.n, u.name,
        now() - ${hoursAgo}::int * interval '1 hour' + given.n * interval '100 milliseconds' as at
      from unnest(string_to_array(${userIds.join(" ")}, ' ')) with ordinality as given(user_id, n)
      join users u on u.id = given.user_id::uuid),
    opened as (
      insert into threads (id, user_id, title, created_at, last_activity_at, seen_at, archived_at)
      select id, user_id, array_to_string((string_to_array(s.text, ' '))[1:4], ' '), at, at, at,
        case when random() < 0.2 then at end
      from (select *, 1 + floor(random() * ${SENTENCES}::int)::int as pick from made) chosen
      join bench_sentences s on s.n = chosen.pick
      returning id),
    picks as (
      select made.*, position, 1 + floor(random() * ${SENTENCES}::int)::int as pick
      from made, generate_series(1, ${length}::int) position, 
        generate_series(1, case when position % 2 = 1 then ${SENTENCES_IN_QUESTION}::int else ${SENTENCES_IN_ANSWER}::int end)
      order by (position - 1) / 2, made.n, position),
    texts as (
      select picks.id, user_id, picks.n, name, at, position, string_agg(text, '. ') as content
      from picks join bench_sentences s on s.n = picks.pick group by picks.id, user_id, picks.n, name, at, position)
    insert into messages (id, thread_id, user_id, position, role, content, content_tokens, created_at)
    select gen_random_uuid(), id, user_id, position, case when position % 2 = 1 then 'user' else 'assistant' end,
      content || case when random() < 0.02 then ' ' || replace(name, 'Member ', 'solely') else '' end, 90,
      at + position * interval '1 second'
    from texts where (select count(*) from opened) > 0
    order by (position - 1) / 2, n, position`);
}

/** Each member has pinned the first that are not archived. */
async function pinSome(db: Db) {
  await db.execute(sql`
    update threads set pinned_at = now() where id in (
      select id from (
        select id, row_number() over (partition by user_id order by created_at) as n from threads where archived_at is null) kept
      where n <= ${PINNED_PER_MEMBER})`);
}

/** Every thread has cost something; those that are listed had a run for each of their answers. */
async function writeCosts(db: Db, listed: string[]) {
  await db.execute(sql`
    insert into usage_threads (user_id, thread_id, month, input_tokens, output_tokens, cost_pico_usd, calls, answers)
    select user_id, id, date_trunc('month', last_activity_at)::date, 900, 450, 405000000, 5, 5 from threads`);
  await db.execute(sql`
    insert into runs (id, user_id, thread_id, provider, model, status, output_tokens_max, idempotency_key, request_hash,
      answer_message_id, created_at, ended_at)
    select gen_random_uuid(), user_id, thread_id, 'openai', 'gpt-4o-mini', 'completed', 4096, id::text, '', id,
      created_at, created_at
    from messages where role = 'assistant' and user_id in (${sql.join(
      listed.map((id) => sql`${id}::uuid`),
      sql`, `,
    )})`);
}
