import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { messages, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { deleteThreads, eraseDeletedThreads, getThread, listThreads, renameThread, restoreThreads } from "..";
import { beginningOf } from "./title";

const db = useTestDb();

async function makeThreads(tx: Conn, userId: string, count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, index) => ({
    id: newId(),
    userId,
    title: `Thread ${index}`,
    lastActivityAt: new Date(Date.UTC(2026, 10, 1) + Math.floor(index / 3) * 60_000),
  }));
  await tx.insert(threads).values(rows);
  return rows.map((row) => row.id);
}

describe("listThreads", () => {
  test("pages through every thread once, also where several share an instant", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const ids = await makeThreads(tx, ctx.actor.userId, 25);
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listThreads(ctx, { cursor, limit: 7 });
        seen.push(...page.threads.map((thread) => thread.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen).toHaveLength(25);
      expect(new Set(seen)).toEqual(new Set(ids));
    }));

  test("shows nobody else's threads, nor after a made-up cursor", () =>
    inTestTransaction(db, async (tx) => {
      await makeThreads(tx, (await makeMember(tx)).userId, 2);
      const ctx = { db: tx, actor: await makeMember(tx) };
      expect((await listThreads(ctx)).threads).toEqual([]);
      expect((await listThreads(ctx, { cursor: "'; drop table" })).threads).toEqual([]);
    }));
});

describe("deleteThreads", () => {
  test("takes the thread away and can be undone until its content is erased a day later", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx) };
      const [threadId = ""] = await makeThreads(tx, ctx.actor.userId, 1);
      const [first, second] = [newId(), newId()];
      const message = { threadId, userId: ctx.actor.userId, content: "Secret" };
      await tx.insert(messages).values({ ...message, id: first, position: 1, role: "user" });
      await tx
        .insert(messages)
        .values({ ...message, id: second, position: 2, role: "assistant", parentId: first });
      await deleteThreads(ctx, { threadIds: [threadId] });
      await expect(getThread(ctx, { threadId })).rejects.toMatchObject({ code: "not_found" });
      await restoreThreads(ctx, { threadIds: [threadId] });
      expect((await getThread(ctx, { threadId })).title).toBe("Thread 0");

      await deleteThreads(ctx, { threadIds: [threadId] });
      await eraseDeletedThreads(tx);
      expect(await tx.$count(messages, eq(messages.threadId, threadId))).toBe(2);
      await tx
        .update(threads)
        .set({ deletedAt: sql`now() - interval '25 hours'` })
        .where(eq(threads.id, threadId));
      await eraseDeletedThreads(tx);
      expect(await tx.$count(messages, eq(messages.threadId, threadId))).toBe(0);
      await expect(restoreThreads(ctx, { threadIds: [threadId] })).rejects.toMatchObject({
        code: "not_found",
      });
    }));
});

test("renameThread refuses an empty title and one without end", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx) };
    const [threadId = ""] = await makeThreads(tx, ctx.actor.userId, 1);
    await expect(renameThread(ctx, { threadId, title: " \n " })).rejects.toMatchObject({ code: "invalid" });
    await expect(renameThread(ctx, { threadId, title: "x".repeat(121) })).rejects.toMatchObject({
      code: "invalid",
    });
    await renameThread(ctx, { threadId, title: "  Two \n words " });
    expect((await getThread(ctx, { threadId })).title).toBe("Two words");
  }));

test.each([
  ["Short question?", "Short question?"],
  ["First line\nsecond line", "First line"],
  [`${"word ".repeat(20)}`, "word word word word word word word word word word word word…"],
  ["x".repeat(200), `${"x".repeat(60)}…`],
])("a thread is first named by the beginning of %j", (text, title) => {
  expect(beginningOf(text)).toBe(title);
});
