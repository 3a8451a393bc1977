import { z } from "zod";
import { chatNode } from "./chatgpt-node";
import { readTree, type Tree, type TreeMessage } from "./chatgpt-tree";
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
import { titleOf } from "./read-purser";

const seconds = z.number().nullish().catch(null);

const conversation = z.object({
  id: z.string().min(1).max(200).nullish().catch(null),
  conversation_id: z.string().min(1).max(200).nullish().catch(null),
  title: z.string().nullish().catch(null),
  create_time: seconds,
  update_time: seconds,
  current_node: z.string().nullish().catch(null),
  is_archived: z.boolean().nullish().catch(null),
  is_starred: z.boolean().nullish().catch(null),
  mapping: z.record(z.string(), z.unknown()),
});

type Conversation = z.output<typeof conversation>;

/** Whether a value has the shape of a conversation of ChatGPT's file. */
export function isChatGpt(value: unknown): boolean {
  return typeof value === "object" && value !== null && "mapping" in value;
}

/** A conversation of ChatGPT's `conversations.json`. Throws `invalid` with what is wrong with it. */
export function readChatGptThread(value: unknown, now: Date): IncomingThread {
  const parsed = conversation.safeParse(value);
  if (!parsed.success) throw unreadable("its tree of messages cannot be read.");
  const chat = parsed.data;
  const nodes = new Map(
    Object.entries(chat.mapping).flatMap(([id, given]) => {
      const node = chatNode.safeParse(given);
      return node.success ? [[id, node.data] as const] : [];
    }),
  );
  const tree = readTree(nodes);
  refuseUnfit(tree.messages);
  const shown = branchOf(tree.messages, lastShown(chat, tree));
  const messages = tree.messages.map((said) =>
    toMessage(said, { shown: shown.has(said.id), at: instantOf(said.at ?? chat.create_time, now) }),
  );
  const [firstNode = ""] = nodes.keys();
  return {
    key: `chatgpt:${storable(chat.conversation_id ?? chat.id ?? firstNode)}`,
    title: titleOf(chat.title ?? "", messages),
    category: null,
    totals: null,
    messages,
    ...instantsOf(chat, now),
  };
}

/** The message that was in view at the end, or the last one of all. */
function lastShown({ current_node }: Conversation, { messages, messageOf }: Tree): string {
  const current = current_node ? messageOf(current_node) : undefined;
  return messages.find(({ id }) => id === current)?.id ?? messages.at(-1)?.id ?? "";
}

function refuseUnfit(messages: readonly TreeMessage[]): void {
  if (messages.length === 0) throw unreadable("it has no messages.");
  if (messages.length > MESSAGES_MAX) {
    throw unreadable(`it has more than ${MESSAGES_MAX.toLocaleString("en")} messages.`);
  }
  const long = messages.findIndex(({ text }) => text.length > TEXT_CHARACTERS_MAX);
  if (long < 0) return;
  const most = TEXT_CHARACTERS_MAX.toLocaleString("en");
  throw unreadable(`its text has more than ${most} characters.`, { message: long + 1 });
}

function instantsOf(chat: Conversation, now: Date) {
  const createdAt = instantOf(chat.create_time ?? chat.update_time, now);
  const lastActivityAt = instantOf(chat.update_time ?? chat.create_time, now);
  const archivedAt = chat.is_archived ? lastActivityAt : null;
  const pinnedAt = chat.is_starred && !archivedAt ? lastActivityAt : null;
  return { createdAt, lastActivityAt, archivedAt, pinnedAt };
}

function instantOf(at: number | null | undefined, now: Date): Date {
  return at == null ? now : pastInstant(at * 1000, now);
}

function toMessage(said: TreeMessage, { shown, at }: { shown: boolean; at: Date }): IncomingMessage {
  const { id, parentId, role, text, model, status } = said;
  const unknown = { inputTokens: null, outputTokens: null, costPicoUsd: null, certainty: null };
  const facts = role === "user" ? null : { model: model && storable(model), status, ...unknown };
  const rest = { continues: null, rating: null, ratingNote: null };
  return { ...{ id, parentId, role, shown, facts, ...rest }, text: storable(text), createdAt: at };
}
