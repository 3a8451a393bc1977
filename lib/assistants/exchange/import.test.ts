import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { messages as table, threads, usageThreads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import {
  deleteThreads,
  duplicateThread,
  getThread,
  listCategories,
  listThreads,
  mergeThreads,
  searchThreads,
} from "..";
import { countTokens } from "../context/count-tokens";
import { importThreads } from "./import";
import { answer, fileThreadWith, imported, question, threadFile } from "./testing";

const db = useTestDb();

const withMember = (run: (ctx: Ctx) => Promise<void>) =>
  inTestTransaction(db, async (tx) => run({ db: tx, actor: await makeMember(tx) }));

describe("importThreads", () => {
  test("stores what a file says of costs beside the ledger, counted and searchable", () =>
    withMember(async (ctx) => {
      const [report, again] = [await imported(ctx, threadFile({})), await imported(ctx, threadFile({}))];
      expect(report).toMatchObject({ threads: 1, messages: 2, known: 0, leftOut: 0, fault: null });
      expect(again).toMatchObject({ threads: 0, messages: 0, known: 1 });
      const [listed] = (await listThreads(ctx)).threads;
      expect(listed).toMatchObject({ title: "Offsite plan", unread: false, costPicoUsd: 400_000_000n });
      const threadId = listed?.id ?? "";
      const { totals, messages: shown } = await getThread(ctx, { threadId });
      expect(totals).toEqual({ messages: 2, tokens: 932, costPicoUsd: 400_000_000n, costIsExact: true });
      expect(shown[1]).toMatchObject({
        run: null,
        imported: { model: "gpt-4o-mini", status: "completed", tokens: { input: 812, output: 120 } },
      });
      expect(await ctx.db.$count(usageThreads, eq(usageThreads.threadId, threadId))).toBe(0);
      const stored = await ctx.db.select().from(table).where(eq(table.threadId, threadId));
      for (const { content, contentTokens } of stored) expect(contentTokens).toBe(await countTokens(content));
      expect(await searchThreads(ctx, { text: "Answer" })).toMatchObject([{ threadId }]);
    }));

  test("mends what Postgres has no characters for, wherever it stands", () =>
    withMember(async (ctx) => {
      const [bad, mended] = ["a\0b\ud800c", "ab\ufffdc"];
      const { facts } = answer("a", "q");
      const messages = [
        question("q", null, { text: bad }),
        answer("a", "q", { text: bad, rating: "good", ratingNote: bad, facts: { ...facts, model: bad } }),
      ];
      const ours = threadFile({ id: bad, title: bad, category: { name: bad, colour: "blue" }, messages });
      const content = { content_type: "text", parts: [bad] };
      const message = { author: { role: "user" }, content, metadata: { model_slug: bad } };
      const chat = [{ conversation_id: bad, title: bad, current_node: bad, mapping: { [bad]: { message } } }];
      for (const file of [ours, chat]) {
        expect(await imported(ctx, file)).toMatchObject({ threads: 1, leftOut: 0 });
        expect(await imported(ctx, file)).toMatchObject({ threads: 0, known: 1 });
      }
      const { threads: listed } = await listThreads(ctx);
      expect(listed.map(({ title }) => title)).toEqual([mended, mended]);
      expect(await listCategories(ctx)).toMatchObject([{ name: mended }]);
      const stored = await ctx.db.select().from(table).where(eq(table.userId, ctx.actor.userId));
      const contentTokens = await countTokens(mended);
      for (const row of stored) expect(row).toMatchObject({ content: mended, contentTokens });
      expect(stored.find(({ role }) => role === "assistant")).toMatchObject({
        ratingNote: mended,
        imported: { model: mended },
      });
    }));

  test("shows imported answers in a copy, which costs nothing", () =>
    withMember(async (ctx) => {
      await imported(ctx, threadFile({}));
      const [listed] = (await listThreads(ctx)).threads;
      const copy = await getThread(ctx, await duplicateThread(ctx, { threadId: listed?.id ?? "" }));
      expect(copy.messages[1]?.imported?.model).toBe("gpt-4o-mini");
      expect(copy.totals.costPicoUsd).toBe(0n);
    }));

  test("adds up what imported threads cost when they are merged", () =>
    withMember(async (ctx) => {
      const estimated = { messages: 2, tokens: 10, costUsd: "0.5", certainty: "estimated" };
      await imported(ctx, threadFile({ id: "1" }, { id: "2", totals: estimated }));
      const threadIds = (await listThreads(ctx)).threads.map(({ id }) => id);
      const merged = await getThread(ctx, await mergeThreads(ctx, { threadIds }));
      const sum = { costPicoUsd: 500_400_000_000n, costIsExact: false };
      expect(merged.totals).toEqual({ messages: 4, tokens: 942, ...sum });
      expect(merged.messages.filter((message) => message.imported)).toHaveLength(2);
      expect((await listThreads(ctx)).threads).toMatchObject([sum]);
    }));

  test("makes room for a thread whose first copy was deleted", () =>
    withMember(async (ctx) => {
      await imported(ctx, threadFile({}));
      await deleteThreads(ctx, { threadIds: (await listThreads(ctx)).threads.map(({ id }) => id) });
      expect(await imported(ctx, threadFile({}))).toMatchObject({ threads: 1, known: 0 });
    }));

  test("is each member's own: the same file is new to another one", () =>
    withMember(async (ctx) => {
      await imported(ctx, threadFile({}));
      const other = { ...ctx, actor: await makeMember(ctx.db) };
      expect(await imported(other, threadFile({}))).toMatchObject({ threads: 1, known: 0 });
    }));

  test("finds a category by its name, makes one, and keeps as many pinned as there may be", () =>
    withMember(async (ctx) => {
      const category = { name: " Finance \n", colour: "violet" };
      const pinned = Array.from({ length: 52 }, (_, n) => ({
        id: `p${n}`,
        pinnedAt: "2026-03-01T10:00:00Z",
        category,
      }));
      await imported(ctx, threadFile(...pinned, { id: "q", category: { name: "FINANCE", colour: "grey" } }));
      expect(await listCategories(ctx)).toMatchObject([{ name: "Finance", colour: "violet" }]);
      const page = await listThreads(ctx);
      expect([page.pinned.length, page.threads.length]).toEqual([50, 3]);
    }));

  test("shows one path where a file shows none or two", () =>
    withMember(async (ctx) => {
      const two = [question("q", null), answer("a", "q"), answer("b", "q")];
      const none = two.map((message) => ({ ...message, shown: false }));
      await imported(ctx, threadFile({ id: "two", messages: two }, { id: "none", messages: none }));
      const rows = await ctx.db
        .select({ shown: sql<string>`string_agg(content, ', ' order by position) filter (where shown)` })
        .from(table)
        .groupBy(table.threadId)
        .where(eq(table.userId, ctx.actor.userId));
      expect(rows).toEqual([{ shown: "Question q, Answer b" }, { shown: "Question q, Answer b" }]);
    }));

  test.each([
    [
      "a parent that comes later",
      { messages: [answer("b", "a")] },
      ", message 1: the message that it follows",
    ],
    [
      "the same id twice",
      { messages: [question("a", null), question("a", null)] },
      ", message 2: there is one with",
    ],
    ["no role", { messages: [question("a", null, { role: "king" })] }, ", message 1: its “role” is missing"],
    [
      "an absurd cost",
      { totals: { messages: 1, tokens: 1, costUsd: "-1", certainty: "exact" } },
      ": its “totals.costUsd”",
    ],
    ["no date", { createdAt: "yesterday" }, ": its “createdAt” is missing"],
    ["no messages", { messages: [] }, ": it has no messages."],
    [
      "a text without end",
      { messages: [question("a", null, { text: "x".repeat(1_000_001) })] },
      ", message 1: its text has more",
    ],
  ])("leaves out a thread with %s, says where, and takes the others", (_name, given, reason) =>
    withMember(async (ctx) => {
      const report = await imported(
        ctx,
        threadFile({ id: "first" }, { id: "bad", ...given }, { id: "last" }),
        5_000,
      );
      expect(report).toMatchObject({ threads: 2, leftOut: 1 });
      expect(report.reasons[0]).toContain(`Thread 2${reason}`);
      expect(await ctx.db.$count(threads, eq(threads.userId, ctx.actor.userId))).toBe(2);
    }),
  );

  test.each([
    ["something else", { users: [] }, "neither an export of Purser nor"],
    ["a list of something else", [{ name: "x" }], "neither an export of Purser nor"],
    ["another format", { ...threadFile({}), format: "other" }, "neither an export of Purser nor"],
    ["a later version", { ...threadFile({}), version: 2 }, "later version of Purser"],
    ["no JSON", "Dear diary, today", "not whole"],
    ["nothing", "", "not whole"],
    ["an archive", "PK\u0003\u0004", "unpack it"],
    ["a long text", "x".repeat(1_200_000), "neither an export of Purser nor"],
  ])("refuses %s with a sentence, and stores nothing", (_name, file, sentence) =>
    withMember(async (ctx) => {
      await expect(imported(ctx, file)).rejects.toMatchObject({
        code: "invalid",
        message: expect.stringContaining(sentence),
      });
      expect(await listThreads(ctx)).toMatchObject({ threads: [] });
    }),
  );

  test("keeps what came before a break, says so, and adds the rest when the whole file comes", () =>
    withMember(async (ctx) => {
      const whole = JSON.stringify(threadFile({ id: "1" }, { id: "2" }));
      expect(await imported(ctx, whole.slice(0, -300))).toMatchObject({
        ...{ threads: 1, fault: "The file is not whole: it breaks off, or is damaged, before its end." },
      });
      expect(await imported(ctx, `\ufeff${whole}`)).toMatchObject({ threads: 1, known: 1, fault: null });
    }));

  test("tells an upload that broke off from a bad file", () =>
    withMember(async (ctx) => {
      async function* chunks() {
        yield Buffer.from(`[${JSON.stringify(fileThreadWith())},`);
        throw new Error("gone");
      }
      expect(await importThreads(ctx, { chunks: chunks() })).toMatchObject({
        ...{ threads: 1, fault: "The file did not arrive whole: send it again." },
      });
    }));

  test("takes one file of a member's at a time, and no more than 100 MB", () =>
    withMember(async (ctx) => {
      const gate = gateOf();
      async function* waiting() {
        await gate.promise;
        const megabyte = Buffer.alloc(1024 * 1024, " ");
        yield Buffer.from("[");
        for (let n = 0; n < 101; n += 1) yield megabyte;
      }
      const first = importThreads(ctx, { chunks: waiting() });
      await expect(imported(ctx, threadFile({}))).rejects.toMatchObject({ code: "conflict" });
      gate.resolve(undefined);
      await expect(first).rejects.toMatchObject({ code: "invalid" });
      expect(await imported(ctx, threadFile({}))).toMatchObject({ threads: 1 });
    }));
});

function gateOf() {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
