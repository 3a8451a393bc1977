import { type SQL, sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { SearchHit, SearchQuery } from "../types";

const HITS_MAX = 30;
const QUERY_CHARACTERS_MAX = 200;
/** How alike a word of a title and a mistyped one must be, by trigrams; pg_trgm's own default is 0.6. */
const TITLE_LIKENESS_MIN = 0.5;
/** Of the messages that have the words, how many of the newest are looked at to find threads. */
const MESSAGES_MAX = 300;
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
    titled as (
      select t.id, word_similarity(${text}, t.title) as likeness from threads t
      where ${isWanted(userId, query)} and (t.title ilike ${likePattern(text)} or word_similarity(${text}, t.title) >= ${TITLE_LIKENESS_MIN})
      order by likeness desc, t.last_activity_at desc limit ${HITS_MAX}),
    found as (
      select m.id, m.thread_id, m.content, m.created_at from messages m, asked
      where m.terms @@ asked.terms and m.user_id = ${userId}::uuid order by m.created_at desc limit ${MESSAGES_MAX}),
    written as (
      select distinct on (found.thread_id) found.thread_id, found.id, found.content, found.created_at
      from found join threads t on t.id = found.thread_id where ${isWanted(userId, query)}
      order by found.thread_id, found.created_at desc),
    hits as (
      select t.id, t.title, t.last_activity_at, t.archived_at is not null as archived, t.category_id,
        titled.likeness, written.id as message_id, written.content
      from threads t left join titled on titled.id = t.id left join written on written.thread_id = t.id
      where t.id in (select id from titled union select thread_id from written)
      order by titled.likeness desc nulls last, t.last_activity_at desc limit ${HITS_MAX})
    select hits.id, title, last_activity_at, archived, category_id, message_id,
      case when message_id is not null then
        ts_headline('simple', translate(content, ${HIT_BEGINS + HIT_ENDS}, ''), words, ${HEADLINE}) end as snippet
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

function isWanted(userId: string, { categoryId, archived, since }: SearchQuery): SQL {
  const wanted = [
    sql`t.user_id = ${userId}::uuid and t.deleted_at is null and t.merged_into_id is null and t.api_key_id is null`,
  ];
  if (categoryId !== undefined)
    wanted.push(isId(categoryId) ? sql`t.category_id = ${categoryId}::uuid` : sql`false`);
  if (archived !== undefined)
    wanted.push(archived ? sql`t.archived_at is not null` : sql`t.archived_at is null`);
  if (since !== undefined) wanted.push(sql`t.last_activity_at >= ${since.toISOString()}::timestamptz`);
  return sql.join(wanted, sql` and `);
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

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
