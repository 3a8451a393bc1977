import { type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { SearchHit, SearchQuery } from "../types";

const HITS_MAX = 30;
const QUERY_CHARACTERS_MAX = 200;
/** How alike a word of a title and a mistyped one must be, by trigrams; pg_trgm's own default is 0.6. */
const TITLE_LIKENESS_MIN = 0.5;
/** From so many messages with the words on, it is cheaper to look through the newest threads than at all of them. */
const COMMON_FROM = 300;
/** Marks the words in a snippet; no text that is stored has them. */
export const [HIT_BEGINS, HIT_ENDS] = ["\u0001", "\u0002"];

/**
 * The caller's threads with these words in title or messages, titles first, then the newest. The last word may be a
 * beginning, and titles may be a little off. Reads nothing of other members: in the index each word stands under its
 * owner. Throws `invalid` for a query that is too long.
 */
export async function searchThreads(ctx: Ctx, query: SearchQuery): Promise<SearchHit[]> {
  const text = query.text.replaceAll("\0", "").trim();
  if (text.length > QUERY_CHARACTERS_MAX) {
    throw new AppError("invalid", `Search for at most ${QUERY_CHARACTERS_MAX} characters.`);
  }
  if (!text) return [];
  const { userId } = ctx.actor;
  const rows = await ctx.db.execute<Row>(sql`
    with asked as (select ${termsQuery(text, userId)} as terms, ${wordsQuery(text)} as words),
    own as materialized (${ownThreads(userId, query)}),
    found as materialized (
      select m.id, m.thread_id, m.created_at from messages m
      where m.terms @@ (select terms from asked) and m.user_id = ${userId}::uuid limit ${COMMON_FROM}),
    titled as (
      select own.id, case when ${isInTitle(text)} then 1 else word_similarity(${text}, own.title) end as likeness
      from own where ${isTitled(text)}
      order by likeness desc, own.last_activity_at desc limit ${HITS_MAX}),
    rare as (
      select distinct on (found.thread_id) found.thread_id, found.id
      from found join own on own.id = found.thread_id where (select count(*) from found) < ${COMMON_FROM}
      order by found.thread_id, found.created_at desc),
    common as (
      select newest_first.id as thread_id, newest.id from (select id from own order by last_activity_at desc) newest_first
      cross join lateral (
        select id from (
          select m.id, m.terms from messages m where m.thread_id = newest_first.id order by m.position desc offset 0) said
        where terms @@ (select terms from asked) limit 1) newest
      where (select count(*) from found) = ${COMMON_FROM} limit ${HITS_MAX}),
    written as (select * from rare union all select * from common),
    hits as (
      select own.*, titled.likeness, written.id as message_id
      from own left join titled on titled.id = own.id left join written on written.thread_id = own.id
      where titled.id is not null or written.id is not null
      order by titled.likeness desc nulls last, own.last_activity_at desc limit ${HITS_MAX})
    select hits.id, title, last_activity_at, archived_at is not null as archived, category_id, message_id,
      (select ts_headline('simple', translate(m.content, ${HIT_BEGINS + HIT_ENDS}, ''), words, ${HEADLINE})
        from messages m where m.id = hits.message_id) as snippet
    from hits, asked order by likeness desc nulls last, last_activity_at desc`);
  return rows.map(toHit);
}

const HEADLINE = `StartSel=${HIT_BEGINS}, StopSel=${HIT_ENDS}, MaxWords=22, MinWords=12, MaxFragments=1`;

type Row = {
  id: string;
  title: string;
  last_activity_at: string;
  archived: boolean;
  category_id: string | null;
  message_id: string | null;
  snippet: string | null;
};

function toHit(row: Row): SearchHit {
  return {
    threadId: row.id,
    title: row.title,
    lastActivityAt: new Date(row.last_activity_at),
    archived: row.archived,
    categoryId: row.category_id,
    messageId: row.message_id,
    snippet: row.snippet,
  };
}

const LISTED = sql`archived_at is null and pinned_at is null`;
const PINNED = sql`archived_at is null and pinned_at is not null`;
const ARCHIVED = sql`archived_at is not null`;

/** The threads that may be found. Each place that a member has threads in has an index of its own, of one member's alone. */
function ownThreads(userId: string, { categoryId, archived, since }: SearchQuery): SQL {
  const wanted = [
    sql`user_id = ${userId}::uuid and deleted_at is null and merged_into_id is null and api_key_id is null and not temporary`,
  ];
  if (categoryId !== undefined)
    wanted.push(isId(categoryId) ? sql`category_id = ${categoryId}::uuid` : sql`false`);
  if (since !== undefined) wanted.push(sql`last_activity_at >= ${since.toISOString()}::timestamptz`);
  const places = [...(archived ? [] : [LISTED, PINNED]), ...(archived === false ? [] : [ARCHIVED])];
  const parts = places.map(
    (place) => sql`select id, title, last_activity_at, archived_at, category_id from threads
      where ${sql.join([...wanted, place], sql` and `)}`,
  );
  return sql.join(parts, sql` union all `);
}

/**
 * A title with the text in it, or one that is like it: not for words that are in many messages and so no slip, and what
 * shares no piece with the text is not compared in full.
 */
function isTitled(text: string): SQL {
  const pieces = piecesOf(text);
  if (!pieces) return isInTitle(text);
  return sql`(${isInTitle(text)} or (select count(*) from found) < ${COMMON_FROM} and lower(own.title) ~ ${pieces} and word_similarity(${text}, own.title) >= ${TITLE_LIKENESS_MIN})`;
}

function isInTitle(text: string): SQL {
  return sql`own.title ilike ${containing(text)}`;
}

/** One of these pieces is in every text that has half of the trigrams: three letters, or two at an end of a word. */
function piecesOf(text: string): string {
  const pieces = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => {
    const letters = [...word];
    const inside = letters.slice(2).map((_, at) => letters.slice(at, at + 3).join(""));
    return [`\\m${letters.slice(0, 2).join("")}`, ...inside, `${letters.slice(-2).join("")}\\M`];
  });
  return [...new Set(pieces)].join("|");
}

/** All words of the text under their owner's mark, the last one as a beginning. */
function termsQuery(text: string, userId: string): SQL {
  return sql`(select string_agg(quoted || case when last then ':*' else '' end, ' & ')::tsquery from (
    select '''' || replace(replace(right(${userId}, 12) || word, '\\', '\\\\'), '''', '''''') || '''' as quoted, last
    from (${words(text)}) each_word) terms)`;
}

/** The same words without a mark, for the snippet. */
function wordsQuery(text: string): SQL {
  return sql`(select string_agg(quoted || case when last then ':*' else '' end, ' | ')::tsquery from (
    select '''' || replace(replace(word, '\\', '\\\\'), '''', '''''') || '''' as quoted, last
    from (${words(text)}) each_word) terms)`;
}

/** The words as the index has them; the one at the end of the text may still be being typed. */
function words(text: string): SQL {
  return sql`select lexeme as word, (select max(p) from unnest(positions) p) = max(positions[array_upper(positions, 1)]) over () as last
    from unnest(to_tsvector('simple', ${text})) where length(lexeme) <= 100`;
}
