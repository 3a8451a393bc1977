import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Db } from "@/db/client";
import { newId } from "@/db/id";
import { attempts, messages, threads, usageThreads } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { recordAnswer } from "@/e2e/fixtures/spend";
import { ledgerTotals } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { syncPrices } from "@/lib/pricing";
import * as assistants from "..";
import { makeAssistant } from "../assistants/testing";
import { fileThread } from "./format";
import { answer, exported, imported, question, threadFile } from "./testing";

const here = useOwnDb();
const there = useOwnDb();

const LONG = "All of it. ".repeat(9_091);
const RTL = "\u202egnitteM\u202c \u200fשלום";

beforeAll(() => syncPrices(here.db));

async function ctxIn(db: Db): Promise<Ctx & { db: Db }> {
  return { db, actor: await makeMember(db) };
}

type Past = { title: string; question?: string; answer?: string; ending?: "stopped" | "shortened" };

async function past({ db, actor }: Ctx & { db: Db }, { title, ...given }: Past): Promise<string> {
  const { id } = await recordAnswer(db, {
    ...{ userId: actor.userId, at: new Date("2026-11-02T09:00:00.123Z"), thread: { title } },
    ...{ question: "A question", answer: "An answer", inputTokens: 812, outputTokens: 120, ...given },
  });
  return id;
}

/** A second answer to the first question that is not shown, and one that goes on from it. */
async function branchOff({ db, actor }: Ctx, threadId: string): Promise<void> {
  const [first, second] = await db
    .select()
    .from(messages)
    .where(eq(messages.threadId, threadId))
    .orderBy(messages.position);
  if (!first || !second) throw new Error("The thread has a question and an answer.");
  const [hidden, goesOn] = [newId(), newId()];
  const base = { threadId, userId: actor.userId, contentTokens: 3, shown: false };
  await db.insert(messages).values([
    { ...base, id: hidden, position: 3, parentId: first.id, role: "assistant", content: "Another answer" },
    { ...base, id: goesOn, position: 4, parentId: hidden, role: "user", content: "And then?" },
    {
      ...base,
      id: newId(),
      position: 5,
      parentId: first.id,
      role: "assistant",
      content: LONG,
      continuesId: hidden,
    },
    { ...base, id: newId(), position: 6, role: "user", content: "Another beginning" },
  ]);
  await db.update(messages).set({ rating: "bad", ratingNote: "Too short" }).where(eq(messages.id, second.id));
}

async function answeredBy({ db, actor }: Ctx, { threadId, name }: { threadId: string; name: string }) {
  const assistantId = await makeAssistant({ db, actor }, { name });
  await db.update(attempts).set({ assistantId }).where(eq(attempts.threadId, threadId));
}

/** Everything that a member can have done to threads. */
async function fill(ctx: Ctx & { db: Db }): Promise<void> {
  const plain = await past(ctx, { title: "Offsite plan" });
  await branchOff(ctx, plain);
  await answeredBy(ctx, { threadId: plain, name: "Bookkeeper" });
  const stopped = await past(ctx, { title: RTL, answer: LONG, ending: "stopped" });
  const archived = await past(ctx, { title: "`#` *old* | \\ <b>", ending: "shortened" });
  const parts = [await past(ctx, { title: "Part one" }), await past(ctx, { title: "Part two" })];
  await assistants.mergeThreads(ctx, { threadIds: parts });
  await assistants.duplicateThread(ctx, { threadId: plain });
  const category = await assistants.saveCategory(ctx, { name: "Finance", colour: "violet" });
  await assistants.categoriseThreads(ctx, { threadIds: [plain, archived], categoryId: category.id });
  await assistants.pinThreads(ctx, { threadIds: [stopped] });
  await assistants.archiveThreads(ctx, { threadIds: [archived] });
  const report = await imported(
    ctx,
    threadFile(
      { id: "unpriced", totals: { messages: 2, tokens: 9, costUsd: "0", certainty: "unpriced" } },
      {
        id: "hostile",
        title: "\0Half \ud800 a \u0007 title \u200f",
        messages: [
          question("a", null, { text: "\0\ud83d\u0001 </script>" }),
          answer("b", "a", { text: "\udc00" }),
        ],
      },
    ),
  );
  expect(report).toMatchObject({ threads: 2, leftOut: 0 });
}

async function addUnlisted(ctx: Ctx & { db: Db }): Promise<void> {
  const deleted = await past(ctx, { title: "Deleted" });
  await assistants.deleteThreads(ctx, { threadIds: [deleted] });
  const temporary = await past(ctx, { title: "Temporary" });
  await ctx.db.update(threads).set({ temporary: true }).where(eq(threads.id, temporary));
}

const file = z.object({ threads: z.array(fileThread) });

/** The threads of a file, each message's id put in words of its place. */
function content(text: string) {
  return file.parse(JSON.parse(text)).threads.map((thread) => {
    const places = new Map(thread.messages.map(({ id }, n) => [id, `message ${n}`]));
    const at = (id: string | null) => id && places.get(id);
    return {
      ...thread,
      messages: thread.messages.map((message) => ({
        ...message,
        ...{ id: at(message.id), parentId: at(message.parentId), continues: at(message.continues) },
      })),
    };
  });
}

describe("an export of everything, imported into an empty organisation", () => {
  test("gives the same threads, branches and totals, and no cost to the organisation", async () => {
    const [from, to] = [await ctxIn(here.db), await ctxIn(there.db)];
    await past(await ctxIn(here.db), { title: "Somebody else's" });
    await fill(from);
    const views = await viewsOf(from);
    await addUnlisted(from);
    const first = await exported(from);
    const sent = content(first);
    expect(sent).toHaveLength(7);
    expect(new Set(sent.map(({ totals }) => totals.certainty))).toEqual(
      new Set(["exact", "estimated", "unpriced"]),
    );
    expect(sent.filter(({ messages }) => messages.some(({ shown }) => !shown))).toHaveLength(1);
    const said = sent.flatMap(({ messages }) => messages);
    const [continued] = said.filter(({ continues }) => continues !== null);
    expect(continued).toMatchObject({
      continues: "message 2",
      parentId: "message 0",
      shown: false,
      text: LONG,
    });
    expect(said.filter(({ rating }) => rating)).toMatchObject([{ rating: "bad", ratingNote: "Too short" }]);
    expect(said.filter(({ facts }) => facts?.assistant)).toMatchObject(
      Array(2).fill({ text: "An answer", facts: { assistant: "Bookkeeper" } }),
    );
    expect(sent.filter(({ category }) => category)).toHaveLength(2);
    expect(sent.filter(({ pinnedAt }) => pinnedAt)).toMatchObject([{ title: RTL }]);
    expect(sent.filter(({ archivedAt }) => archivedAt)).toHaveLength(1);
    expect(first).not.toMatch(/Somebody else's|Temporary|Deleted/);

    const report = await imported(to, first, 700);
    expect(report).toEqual({
      ...{ threads: 7, messages: sent.flatMap(({ messages }) => messages).length },
      ...{ known: 0, leftOut: 0, reasons: [], fault: null },
    });
    expect(content(await exported(to))).toEqual(sent);
    expect((await ledgerTotals(there.db)).entries).toBe(0);
    expect(await there.db.$count(usageThreads)).toBe(0);
    expect(await viewsOf(to)).toEqual(views);
  });

  test("is known when it comes again, also to the member whose it was", async () => {
    const [from, to] = [await ctxIn(here.db), await ctxIn(there.db)];
    await past(from, { title: "Once" });
    const file = await exported(from);
    expect(await imported(to, file)).toMatchObject({ threads: 1, known: 0 });
    expect(await imported(to, file)).toMatchObject({ threads: 0, known: 1 });
    expect(await imported(from, file)).toMatchObject({ threads: 0, known: 1 });
    expect(await imported(from, await exported(to)), "back where it came from").toMatchObject({ known: 1 });
  });
});

/** What the sidebar and the pages of the threads say. */
async function viewsOf(ctx: Ctx) {
  const pages = [await assistants.listThreads(ctx), await assistants.listThreads(ctx, { archived: true })];
  const items = pages.flatMap(({ pinned, threads }) => [...pinned, ...threads]);
  const views = await Promise.all(items.map(({ id }) => assistants.getThread(ctx, { threadId: id })));
  return views
    .map(({ title, pinned, archived, totals, messages }, n) => ({
      ...{ title, pinned, archived, totals, listed: items[n]?.costPicoUsd },
      messages: messages.map(({ role, content, run, imported }) => {
        return { role, content, by: run?.assistantName ?? imported?.assistantName ?? null };
      }),
    }))
    .toSorted((a, b) => (a.title + a.totals.messages < b.title + b.totals.messages ? -1 : 1));
}
