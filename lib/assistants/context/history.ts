import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { deskPerConnection } from "@/db/desk";
import { recordset } from "@/db/recordset";
import { messages } from "@/db/schema";
import { type Attached, attachedAsJson } from "../attachments/read";
import { type CountedText, countTokens } from "./count-tokens";
import { type Going, named } from "./render";

const MESSAGES_READ_MAX = 400;

export type HistoryText = CountedText & { role: "user" | "assistant"; attached?: readonly Going[] };
export type Before = { threadId: string; position: number };
/** `lastId` is the newest of them, shown or without text; null where there is none. */
export type History = { texts: HistoryText[]; lastId: string | null };

/**
 * What a thread's chosen branch has before a position, newest first, at most 400 messages. One without text and
 * attachments is left out, and images that were refused are only named: else every later request would be refused too.
 */
export async function historyBefore(conn: Conn, before: Before): Promise<History> {
  if (before.position <= 1) return { texts: [], lastId: null };
  const rows = await historyDesk(conn).ask(before);
  const counted = async ({ role, content, content_tokens, attached }: Raw) => ({
    role,
    content,
    attached: attached ?? [],
    contentTokens: content_tokens ?? (await countTokens(content)),
  });
  const said = nameRefused(rows).filter(({ content, attached }) => content !== "" || attached !== null);
  return { texts: await Promise.all(said.map(counted)), lastId: rows[0]?.id ?? null };
}

function nameRefused(newestFirst: readonly Raw[]): Raw[] {
  return newestFirst.map((row, n) => {
    if (!row.attached || !newestFirst[n - 1]?.is_refusal) return row;
    return { ...row, attached: row.attached.map((one) => (one.kind === "image" ? named(one) : one)) };
  });
}

type Raw = {
  n: number;
  id: string;
  role: "user" | "assistant";
  content: string;
  content_tokens: number | null;
  attached: Attached[] | null;
  is_refusal: boolean;
};

const historyDesk = deskPerConnection<Before, Raw[]>(async (db, asks) => {
  const rows = await db.execute<Raw>(sql`
    select item.n, m.id, m.role, m.content, m.content_tokens, ${attachedAsJson} as attached, ${isRefusal} as is_refusal
    from ${recordset(
      asks.map(({ threadId, position }, n) => ({ n, threadId, position })),
      'n int, "threadId" uuid, position int',
    )}
    cross join lateral (
      select messages.id, messages.role, messages.content, messages.content_tokens, messages.position,
        messages.copy_of_id from messages
      where messages.thread_id = item."threadId" and messages.position < item.position
        and ${isShown}
      order by messages.position desc limit ${MESSAGES_READ_MAX}) m
    order by item.n, m.position desc`);
  const texts: Raw[][] = asks.map(() => []);
  for (const row of rows) texts[row.n]?.push(row);
  return texts;
});

/** An answer `m` without a word, since the provider took offence at what it was asked; a copy's run is its original's. */
const isRefusal = sql`(m.role = 'assistant' and m.content = '' and exists (
  select 1 from runs r where r.answer_message_id = coalesce(m.copy_of_id, m.id) and r.status = 'failed'
    and r.error_code in ('bad_request', 'reported')))`;

/** Of several messages that follow the same one, the one on the chosen branch is shown and sent. */
export const isShown = sql`${messages.shown}`;
