import { eq, inArray } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Db } from "@/db/client";
import { messages, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { isAppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import type { ImportReport } from "../types";
import { readChatGptThread } from "./read-chatgpt";
import { readPurserThread } from "./read-purser";
import { ThreadSplitter } from "./split-threads";
import { answer, exported, fileThreadWith, imported, question, threadFile } from "./testing";

const db = useTestDb();
const NOW = new Date("2026-11-22T12:00:00Z");

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\0", "\ud800", "\u202e", "`".repeat(40), '{}[]"\\', "\u2028", "x".repeat(3_000)),
);
const anyInstant = fc.constantFrom(
  "2026-01-01T00:00:00Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
);
/** Instead of a field: anything at all. */
const junk = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue(),
  anyText,
  fc.constantFrom(-1, 1e300, null, [], {}),
);

/** Threads that are mostly sound, as ours are written. */
const anyThread = fc
  .record({
    title: anyText,
    texts: fc.array(anyText, { minLength: 1, maxLength: 4 }),
    at: anyInstant,
    spoilt: fc.option(
      fc.record({ field: fc.constantFrom("title", "id", "totals", "messages", "createdAt"), junk }),
    ),
    spoiltMessage: fc.option(
      fc.record({ field: fc.constantFrom("id", "parentId", "text", "facts", "shown"), junk }),
    ),
  })
  .map(({ title, texts, at, spoilt, spoiltMessage }) => {
    const said = texts.flatMap((text, n) => [
      question(`q${n}`, n === 0 ? null : `a${n - 1}`, { text, createdAt: at }),
      answer(`a${n}`, `q${n}`, spoiltMessage ? { [spoiltMessage.field]: spoiltMessage.junk } : {}),
    ]);
    return { title, messages: said, lastActivityAt: at, ...(spoilt && { [spoilt.field]: spoilt.junk }) };
  });

const nodeId = fc.constantFrom("a", "b", "c", "d", "e", "__proto__", "constructor");
const anyNode = fc.record(
  {
    parent: fc.oneof(nodeId, fc.constant(null), junk),
    children: fc.oneof(fc.array(nodeId), junk),
    message: fc.oneof(
      junk,
      fc.record(
        {
          author: fc.oneof(
            fc.record({ role: fc.constantFrom("user", "assistant", "tool", "system", "king") }),
            junk,
          ),
          create_time: fc.oneof(fc.double(), junk),
          content: fc.oneof(
            fc.record({
              content_type: fc.constantFrom("text", "multimodal_text", "code"),
              parts: fc.oneof(fc.array(fc.oneof(anyText, junk, fc.record({ content_type: anyText }))), junk),
            }),
            junk,
          ),
          recipient: fc.oneof(fc.constantFrom("all", "python"), junk),
          metadata: fc.oneof(fc.record({ model_slug: fc.oneof(anyText, junk) }), junk),
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
);
const anyConversation = fc.record(
  {
    ...{
      id: fc.oneof(anyText, junk),
      title: fc.oneof(anyText, junk),
      create_time: fc.oneof(fc.double(), junk),
    },
    current_node: fc.oneof(nodeId, junk),
    mapping: fc.dictionary(nodeId, fc.oneof(anyNode, junk)),
  },
  { requiredKeys: ["mapping"] },
);

/** What a file does: it is taken with a report, or refused with a sentence. Everything else is a fault. */
async function offer(ctx: Ctx, file: unknown, bytesAtOnce: number): Promise<ImportReport | null> {
  return imported(ctx, file, bytesAtOnce).catch((error: unknown) => {
    if (isAppError(error) && error.code === "invalid") return null;
    throw error;
  });
}

/** What is stored is what was told, each thread is whole, and its shown messages are one path. */
async function expectWhole(ctx: Ctx, report: ImportReport | null): Promise<void> {
  const own = await ctx.db.select().from(threads).where(eq(threads.userId, ctx.actor.userId));
  expect(own).toHaveLength(report?.threads ?? 0);
  const ids = own.map(({ id }) => id);
  const said = ids.length ? await ctx.db.select().from(messages).where(inArray(messages.threadId, ids)) : [];
  expect(said).toHaveLength(report?.messages ?? 0);
  for (const { id, lastActivityAt } of own) {
    expect(lastActivityAt.getTime()).toBeLessThanOrEqual(Date.now());
    const inOrder = said
      .filter(({ threadId }) => threadId === id)
      .toSorted((a, b) => a.position - b.position);
    expect(inOrder.map(({ position }) => position)).toEqual(inOrder.map((_, n) => n + 1));
    const shown = inOrder.filter((message) => message.shown);
    expect(shown.length).toBeGreaterThan(0);
    for (const [n, { parentId }] of shown.entries()) expect([null, shown[n - 1]?.id]).toContain(parentId);
  }
}

const isFileOf = (kind: "ours" | "chatgpt") =>
  kind === "ours"
    ? fc
        .array(anyThread, { maxLength: 4 })
        .map((given) => threadFile(...given.map((one, n) => ({ id: `${n}`, ...one }))))
    : fc.array(anyConversation, { maxLength: 4 });

/** A text with a piece cut out, put in or turned around. */
const damage = fc.record({
  at: fc.nat(),
  length: fc.nat(200),
  put: fc.constantFrom("", "}", '"', "]", "\\", "{", ","),
});

describe("an import", () => {
  test.each(["ours", "chatgpt"] as const)(
    "of anything like %s is taken whole or told why not",
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(isFileOf(kind), fc.integer({ min: 1, max: 4_000 }), (file, bytes) =>
          inTestTransaction(db, async (tx) => {
            const ctx = { db: tx as Db, actor: await makeMember(tx) };
            await expectWhole(ctx, await offer(ctx, file, bytes));
            JSON.parse(await exported(ctx));
          }),
        ),
        { numRuns: 60 },
      );
    },
  );

  test("of a damaged file keeps whole threads alone", async () => {
    await fc.assert(
      fc.asyncProperty(isFileOf("ours"), damage, (file, { at, length, put }) =>
        inTestTransaction(db, async (tx) => {
          const ctx = { db: tx as Db, actor: await makeMember(tx) };
          const text = JSON.stringify(file);
          const from = at % text.length;
          const damaged = text.slice(0, from) + put + text.slice(from + length);
          await expectWhole(ctx, await offer(ctx, damaged, 97));
        }),
      ),
      { numRuns: 60 },
    );
  });

  test("reads any value as a thread or says why not", () => {
    const readers = [readPurserThread, readChatGptThread];
    const thread = fc.oneof(fc.jsonValue(), anyConversation, anyThread.map(fileThreadWith));
    fc.assert(
      fc.property(thread, fc.constantFrom(...readers), (value, read) => {
        try {
          read(value, NOW);
        } catch (error) {
          expect(isAppError(error) && error.message).toMatch(/^(, message \d+)?: /);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("ThreadSplitter", () => {
  const split = (text: string, size: number) => {
    const splitter = new ThreadSplitter();
    const found: (string | null)[] = [];
    for (let at = 0; at < text.length; at += size) found.push(...splitter.take(text.slice(at, at + size)));
    splitter.finish();
    return found.map((thread) => thread && JSON.parse(thread));
  };

  test("gives every object of the list, wherever the file is cut into pieces", () => {
    const objects = fc.array(fc.dictionary(anyText, fc.jsonValue()));
    fc.assert(
      fc.property(objects, fc.integer({ min: 1, max: 50 }), fc.constantFrom(0, 2), (list, size, indent) => {
        const sent = JSON.parse(JSON.stringify(list));
        expect(split(JSON.stringify(list, null, indent), size)).toEqual(sent);
        const ours = { ...threadFile(), note: '"threads": [{', threads: list, after: { threads: [{}] } };
        expect(split(JSON.stringify(ours, null, indent), size)).toEqual(sent);
      }),
    );
  });
});
