import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { deskPerConnection } from "@/db/desk";
import { recordset } from "@/db/recordset";
import { messages } from "@/db/schema";
import { type Attached, attachedAsJson } from "../attachments/read";
import { type CountedText, countTokens } from "./count-tokens";

const MESSAGES_READ_MAX = 400;

export type HistoryText = CountedText & { role: "user" | "assistant" };
export type Before = { threadId: string; position: number };
/** `lastId` is the newest of them, shown or without text; null where there is none. */
export type History = { texts: HistoryText[]; lastId: string | null };

/**
 * What a thread's chosen branch has before a position, newest first, at most 400 messages. One without text and
 * attachments is left out.
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
  const said = rows.filter(({ content, attached }) => content !== "" || attached !== null);
  return { texts: await Promise.all(said.map(counted)), lastId: rows[0]?.id ?? null };
}

type Raw = {
  n: number;
  id: string;
  role: "user" | "assistant";
  content: string;
  content_tokens: number | null;
  attached: Attached[] | null;
};

const historyDesk = deskPerConnection<Before, Raw[]>(async (db, asks) => {
  const rows = await db.execute<Raw>(sql`
    select item.n, m.id, m.role, m.content, m.content_tokens, ${attachedAsJson} as attached
    from ${recordset(
      asks.map(({ threadId, position }, n) => ({ n, threadId, position })),
      'n int, "threadId" uuid, position int',
    )}
    cross join lateral (
      select messages.id, messages.role, messages.content, messages.content_tokens, messages.position from messages
      where messages.thread_id = item."threadId" and messages.position < item.position
        and ${isShown}
      order by messages.position desc limit ${MESSAGES_READ_MAX}) m
    order by item.n, m.position desc`);
  const texts: Raw[][] = asks.map(() => []);
  for (const row of rows) texts[row.n]?.push(row);
  return texts;
});

/** Of several messages that follow the same one, the one on the chosen branch is shown and sent. */
export const isShown = sql`${messages.shown}`;
