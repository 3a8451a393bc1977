import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { messages } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Price } from "@/lib/pricing";
import type { Provider, ProviderMessage } from "@/lib/providers/types";
import { boundInputTokens, countTokens } from "./count-tokens";

export const INSTRUCTIONS = "Answer in Markdown. Be brief unless asked for more.";
const INSTRUCTION_TOKENS = 12;

const MESSAGES_READ_MAX = 400;
const CONTEXT_WINDOW_ASSUMED = 128_000;

export type Context = {
  messages: ProviderMessage[];
  /** The upper bound that is held for. */
  inputTokens: number;
};

export type Question = { threadId: string; content: string; contentTokens: number; position: number };

/**
 * What is sent for a question: the instructions, as much of the thread before it as the model's window takes
 * (the oldest is left out first), and the question. Throws `invalid` when the question alone is too long.
 */
export async function chooseContext(
  conn: Conn,
  question: Question,
  target: { provider: Provider; price: Price; outputTokensMax: number },
): Promise<Context> {
  const window = target.price.contextWindow ?? CONTEXT_WINDOW_ASSUMED;
  const room = window - target.outputTokensMax;
  let contentTokens = INSTRUCTION_TOKENS + question.contentTokens;
  const alone = boundInputTokens(contentTokens, 2, target.provider);
  if (alone > room) {
    throw new AppError(
      "invalid",
      `This message is too long for ${target.price.model}: about ${alone} tokens, and it takes ${room}. Shorten it or split it.`,
    );
  }
  const kept: ProviderMessage[] = [{ role: "user", content: question.content }];
  for (const row of await historyBefore(conn, question.threadId, question.position)) {
    const tokens = row.contentTokens ?? (await countTokens(row.content));
    if (boundInputTokens(contentTokens + tokens, kept.length + 2, target.provider) > room) break;
    contentTokens += tokens;
    kept.unshift({ role: row.role, content: row.content });
  }
  return {
    messages: [{ role: "system", content: INSTRUCTIONS }, ...kept],
    inputTokens: boundInputTokens(contentTokens, kept.length + 1, target.provider),
  };
}

/** Tokens that would be sent before the next message; for the composer's quote. */
export async function countHistory(conn: Conn, threadId: string, provider: Provider): Promise<number> {
  const rows = await historyBefore(conn, threadId, Number.MAX_SAFE_INTEGER);
  const content = rows.reduce(
    (sum, row) => sum + (row.contentTokens ?? Math.ceil(row.content.length / 3)),
    0,
  );
  return boundInputTokens(content + INSTRUCTION_TOKENS, rows.length + 2, provider);
}

/** Newest first. An answer that was retried gives way to the later one, and one without text is left out. */
function historyBefore(conn: Conn, threadId: string, position: number) {
  return conn
    .select({ role: messages.role, content: messages.content, contentTokens: messages.contentTokens })
    .from(messages)
    .where(
      and(
        eq(messages.threadId, threadId),
        lt(messages.position, Math.min(position, 2_147_483_647)),
        sql`${messages.content} <> ''`,
        isShown,
      ),
    )
    .orderBy(desc(messages.position))
    .limit(MESSAGES_READ_MAX);
}

/** Of several answers to one message, only the last is shown and sent. */
export const isShown = sql`not exists (
  select 1 from messages later where later.parent_id = ${messages.parentId} and later.position > ${messages.position})`;
