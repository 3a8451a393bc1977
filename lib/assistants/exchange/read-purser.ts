import type { z } from "zod";
import type { ImportedFacts } from "@/db/schema";
import { parseUsd } from "@/lib/money";
import { beginningOf, oneLine, TITLE_CHARACTERS_MAX } from "../threads/title";
import { readFiles } from "./attached";
import { type FileFacts, type FileMessage, type FileThread, fileThread, OWN_KEY } from "./format";
import {
  branchOf,
  type IncomingMessage,
  type IncomingThread,
  MESSAGES_MAX,
  pastInstant,
  storable,
  TEXT_CHARACTERS_MAX,
  unreadable,
} from "./incoming";

/** A thread of our own file. Throws `invalid` with what is wrong with it and where. */
export function readPurserThread(value: unknown, now: Date): IncomingThread {
  const parsed = fileThread.safeParse(value);
  if (!parsed.success) throw fault(parsed.error);
  const thread = parsed.data;
  const at = (instant: string) => pastInstant(Date.parse(instant), now);
  const messages = readMessages(thread, now);
  const archivedAt = thread.archivedAt === null ? null : at(thread.archivedAt);
  return {
    key: `${OWN_KEY}${storable(thread.id)}`,
    title: titleOf(thread.title, messages),
    category: thread.category,
    createdAt: at(thread.createdAt),
    lastActivityAt: at(thread.lastActivityAt),
    pinnedAt: thread.pinnedAt === null || archivedAt ? null : at(thread.pinnedAt),
    archivedAt,
    totals: {
      tokens: thread.totals.tokens,
      costPicoUsd: parseUsd(thread.totals.costUsd),
      certainty: thread.totals.certainty,
    },
    messages,
  };
}

/** A title on one line, of a length that can be shown; without one, the beginning of what was said. */
export function titleOf(given: string, messages: readonly { text: string }[]): string {
  const title = oneLine(storable(given)).slice(0, TITLE_CHARACTERS_MAX).toWellFormed();
  return title || oneLine(beginningOf(messages[0]?.text ?? ""));
}

function readMessages({ messages }: FileThread, now: Date): IncomingMessage[] {
  if (messages.length === 0) throw unreadable("it has no messages.");
  if (messages.length > MESSAGES_MAX) {
    throw unreadable(`it has more than ${MESSAGES_MAX.toLocaleString("en")} messages.`);
  }
  const seen = new Set<string>();
  const read = messages.map((message, n) => {
    const refuse = (why: string) => unreadable(why, { message: n + 1 });
    if (seen.has(message.id)) throw refuse("there is one with the same id before it.");
    for (const earlier of [message.parentId, message.continues]) {
      if (earlier !== null && !seen.has(earlier))
        throw refuse("the message that it follows is not before it.");
    }
    if (message.text.length > TEXT_CHARACTERS_MAX) {
      throw refuse(`its text has more than ${TEXT_CHARACTERS_MAX.toLocaleString("en")} characters.`);
    }
    seen.add(message.id);
    const files = readFiles(message, { message: n + 1 });
    return { ...readMessage(message, now), ...(files.length > 0 ? { files } : {}) };
  });
  return withOnePath(read);
}

function readMessage({ attachments: _, ...message }: FileMessage, now: Date): IncomingMessage {
  const isAnswer = message.role === "assistant";
  return {
    ...message,
    text: storable(message.text),
    createdAt: pastInstant(Date.parse(message.createdAt), now),
    rating: isAnswer ? message.rating : null,
    ratingNote: isAnswer && message.ratingNote !== null ? storable(message.ratingNote) : null,
    facts: isAnswer && message.facts ? readFacts(message.facts) : null,
  };
}

const ENDED = ["completed", "incomplete", "cancelled", "failed", "expired"] as const;

/** An answer that was still being written when it was exported has what there was of it. */
function readFacts({ costUsd, status, model, assistant, ...facts }: FileFacts): ImportedFacts {
  return {
    ...facts,
    model: model === null ? null : storable(model),
    assistant: assistant === null ? null : storable(assistant),
    status: ENDED.find((ended) => ended === status) ?? "incomplete",
    costPicoUsd: costUsd === null ? null : String(parseUsd(costUsd)),
  };
}

/** What is shown must be one path: each message after the one it follows. Where it is not, the last message's branch is. */
function withOnePath(messages: IncomingMessage[]): IncomingMessage[] {
  const shown = messages.filter((message) => message.shown);
  const isPath = shown.every(({ parentId }, n) => parentId === null || parentId === shown[n - 1]?.id);
  const last = shown.at(-1) ?? messages.at(-1);
  if ((isPath && shown.length > 0) || !last) return messages;
  const branch = branchOf(messages, last.id);
  return messages.map((message) => ({ ...message, shown: branch.has(message.id) }));
}

function fault({ issues: [issue] }: z.ZodError) {
  const path = issue?.path ?? [];
  const [first, index] = path;
  const at = first === "messages" && typeof index === "number" ? { message: index + 1 } : undefined;
  const field = path.slice(at ? 2 : 0).join(".");
  if (!field) return unreadable("it is not what it should be.", at);
  return unreadable(`its “${field}” is missing or has a value that it cannot have.`, at);
}
