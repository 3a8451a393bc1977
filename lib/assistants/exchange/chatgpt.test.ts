import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { getThread, listThreads } from "..";
import { readChatGptThread } from "./read-chatgpt";
import { imported } from "./testing";

const db = useTestDb();
const NOW = new Date("2026-11-22T12:00:00Z");

type Given = {
  role: string;
  parts?: unknown[];
  kind?: string;
  at?: number;
  metadata?: object;
  recipient?: string;
  children?: string[];
};

/** A node as ChatGPT writes it; without `given` it only links others. */
function node(id: string, parent: string | null, given: Given | { children: string[] } | null = null) {
  const { children = [] } = given ?? {};
  if (!given || !("role" in given)) return { [id]: { id, parent, children, message: null } };
  const { role, parts, kind = "text", at = 1_760_000_000.25, metadata = {}, recipient = "all" } = given;
  const content = { content_type: kind, parts };
  const message = { id, author: { role }, create_time: at, content, metadata, recipient };
  return { [id]: { id, parent, children, message } };
}

function conversation(current: string, ...nodes: object[]) {
  const times = { create_time: 1_760_000_000.5, update_time: 1_760_000_900.75 };
  return {
    ...{ conversation_id: "c1", title: "Offsite plan", ...times, current_node: current },
    mapping: Object.assign({}, ...nodes),
  };
}

const user = (text: unknown, given = {}): Given => ({ role: "user", parts: [text], ...given });
const says = (text: string, given = {}): Given => ({
  ...{ role: "assistant", parts: [text], metadata: { model_slug: "gpt-4o" } },
  ...given,
});

/** The messages as "text < text it follows", those that are not shown in brackets. */
function outline(chat: object): string[] {
  const { messages } = readChatGptThread(chat, NOW);
  const texts = new Map(messages.map(({ id, text }) => [id, text]));
  return messages.map(({ text, parentId, shown }) => {
    const line = parentId === null ? text : `${text} < ${texts.get(parentId)}`;
    return shown ? line : `(${line})`;
  });
}

const ROOT = [
  node("root", null, { children: ["system"] }),
  node("system", "root", { role: "system", parts: [""] }),
];

describe("a conversation of ChatGPT", () => {
  test("becomes a thread with its title, instants and models", () => {
    const chat = conversation(
      "a",
      ...ROOT,
      node("u", "system", user("Hello")),
      node("a", "u", says("Good day")),
    );
    expect(readChatGptThread(chat, NOW)).toMatchObject({
      ...{ key: "chatgpt:c1", title: "Offsite plan", totals: null, archivedAt: null, pinnedAt: null },
      createdAt: new Date(1_760_000_000_500),
      lastActivityAt: new Date(1_760_000_900_750),
      messages: [
        { role: "user", text: "Hello", parentId: null, facts: null, createdAt: new Date(1_760_000_000_250) },
        { role: "assistant", text: "Good day", parentId: "u", facts: { model: "gpt-4o", costPicoUsd: null } },
      ],
    });
  });

  test("keeps its branches, and shows the one that ends at the current node", () => {
    const chat = conversation(
      "a1",
      ...ROOT,
      node("u", "system", user("Question", { children: ["a1", "a2"] })),
      node("a2", "u", says("Second")),
      node("a1", "u", says("First")),
      node("u2", "a2", user("Further")),
      node("other", "system", user("Edited")),
    );
    expect(outline(chat)).toEqual([
      "Question",
      "First < Question",
      "(Second < Question)",
      "(Further < Second)",
      "(Edited)",
    ]);
  });

  test("makes one answer of a chain of parts and tools", () => {
    const chat = conversation(
      "end",
      ...ROOT,
      node("u", "system", user("Draw a cat")),
      node("think", "u", { role: "assistant", kind: "thoughts" }),
      node("begin", "think", says("I draw.")),
      node("call", "begin", says("draw(cat)", { recipient: "dalle.text2im" })),
      node("tool", "call", {
        role: "tool",
        kind: "multimodal_text",
        parts: [{ content_type: "image_asset_pointer", asset_pointer: "file-service://1" }, "for the model"],
      }),
      node(
        "end",
        "tool",
        says("Here it is\ue200cite\ue202turn0\ue201.", { metadata: { model_slug: "gpt-5" } }),
      ),
    );
    expect(outline(chat)).toEqual(["Draw a cat", "I draw.\n\n[image]\n\nHere it is. < Draw a cat"]);
    expect(readChatGptThread(chat, NOW).messages[1]?.facts?.model).toBe("gpt-5");
  });

  test("makes an answer of each branch of one that branches in its middle, with the same beginning", () => {
    const branching = [
      node("u", null, user("Go")),
      node("x", "u", says("Begin")),
      node("y", "x", says("One way")),
      node("z", "x", says("Another")),
    ];
    expect(outline(conversation("z", ...branching))).toEqual([
      "Go",
      "(Begin\n\nOne way < Go)",
      "Begin\n\nAnother < Go",
    ]);
    expect(outline(conversation("w", ...branching, node("w", "x", user("And?"))))).toEqual([
      "Go",
      "Begin < Go",
      "(Begin\n\nOne way < Go)",
      "(Begin\n\nAnother < Go)",
      "And? < Begin",
    ]);
  });

  test("is left out where its answers branch without end", () => {
    const parts = Array.from({ length: 400 }, (_, n) => [
      node(`a${n}`, n === 0 ? null : `a${n - 1}`, says("x".repeat(2_000))),
      node(`b${n}`, n === 0 ? null : `a${n - 1}`, says("y")),
    ]);
    expect(() => readChatGptThread(conversation("none", ...parts.flat()), NOW)).toThrow("branch too often");
  });

  test("has notes for pictures and passes what is hidden or empty", () => {
    const picture = { content_type: "image_asset_pointer", asset_pointer: "file-service://1" };
    const chat = conversation(
      "gone",
      node(
        "about",
        null,
        user("I live on the moon", { metadata: { is_visually_hidden_from_conversation: true } }),
      ),
      node("u", "about", { role: "user", kind: "multimodal_text", parts: [picture, "What is this?"] }),
      node("empty", "u", says("  ")),
      node("a", "empty", says("A cat.")),
      node("gone", "a", { role: "system", parts: ["never shown"] }),
    );
    expect(outline(chat)).toEqual(["[image]\n\nWhat is this?", "A cat. < [image]\n\nWhat is this?"]);
  });

  test.each([
    ["in a circle", conversation("a", node("a", "b", user("1")), node("b", "a", user("2")))],
    ["empty", conversation("none")],
    ["of nothing that can be read", conversation("a", node("a", null, user(7)), { b: 5, c: null })],
    ["no tree", { title: "x", mapping: [1] }],
  ])("is left out where its tree is %s", (_name, chat) => {
    expect(() => readChatGptThread(chat, NOW)).toThrow(/^: it/);
  });

  test("survives absurd instants, and is never of the future", () => {
    for (const at of [1e300, -5, 0, 4e9]) {
      const { messages } = readChatGptThread(conversation("u", node("u", null, user("Hi", { at }))), NOW);
      expect(messages[0]?.createdAt.getTime()).toBeGreaterThanOrEqual(0);
      expect(messages[0]?.createdAt.getTime()).toBeLessThanOrEqual(NOW.getTime());
    }
  });

  test("is imported with the branch that was shown, costs nothing, and is known when it comes again", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const chat = conversation(
        "a1",
        ...ROOT,
        node("u", "system", user("Question", { children: ["a1", "a2"] })),
        node("a1", "u", says("First")),
        node("a2", "u", says("Second")),
      );
      const archived = { ...chat, conversation_id: "c2", is_archived: true, title: null };
      const file = [chat, archived, { ...chat, conversation_id: "c3", mapping: {} }];
      expect(await imported(ctx, file)).toMatchObject({
        ...{ threads: 2, messages: 6, known: 0, leftOut: 1, reasons: ["Thread 3: it has no messages."] },
      });
      expect(await imported(ctx, file)).toMatchObject({ threads: 0, known: 2, leftOut: 1 });
      const [listed] = (await listThreads(ctx)).threads;
      const thread = await getThread(ctx, { threadId: listed?.id ?? "" });
      expect(thread.totals).toEqual({ messages: 2, tokens: 0, costPicoUsd: 0n, costIsExact: true });
      expect(thread.messages.map(({ content, imported }) => [content, imported?.model])).toEqual([
        ["Question", undefined],
        ["First", "gpt-4o"],
      ]);
      expect((await listThreads(ctx, { archived: true })).threads).toMatchObject([{ title: "Question" }]);
    }));
});
