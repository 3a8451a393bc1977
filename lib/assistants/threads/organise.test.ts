import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import {
  archiveThreads,
  categoriseThreads,
  deleteCategory,
  deleteThreads,
  listCategories,
  listThreads,
  pinThreads,
  saveCategory,
  seeThread,
  unarchiveThreads,
  unpinThreads,
} from "..";

const db = useTestDb();

const organised = (work: (ctx: Ctx, ids: string[]) => Promise<void>) => () =>
  inTestTransaction(db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx) };
    await work(ctx, await makeThreads(tx, ctx.actor.userId));
  });

async function makeThreads(tx: Conn, userId: string): Promise<string[]> {
  const rows = ["a", "b", "c", "d"].map((title, n) => ({
    ...{ id: newId(), userId, title },
    lastActivityAt: new Date(Date.UTC(2026, 10, 20 - n)),
    seenAt: new Date(Date.UTC(2026, 10, 20)),
  }));
  await tx.insert(threads).values(rows);
  return rows.map(({ id }) => id);
}

const titles = (list: { title: string }[]) => list.map(({ title }) => title).join("");

async function sidebarOf(ctx: Ctx) {
  const { pinned, threads: others } = await listThreads(ctx);
  return `${titles(pinned)}|${titles(others)}`;
}

describe("the sidebar's threads", () => {
  test(
    "stand pinned above the others, the last pinned first, until they are unpinned",
    organised(async (ctx, [, b = "", , d = ""]) => {
      await pinThreads(ctx, { threadIds: [d] });
      await ctx.db
        .update(threads)
        .set({ pinnedAt: new Date(0) })
        .where(eq(threads.id, d));
      await pinThreads(ctx, { threadIds: [b] });
      expect(await sidebarOf(ctx)).toBe("bd|ac");
      await unpinThreads(ctx, { threadIds: [b, d] });
      expect(await sidebarOf(ctx)).toBe("|abcd");
    }),
  );

  test(
    "go into the archive, unpinned, and come back where their activity puts them",
    organised(async (ctx, [a = "", b = "", c = ""]) => {
      await pinThreads(ctx, { threadIds: [b] });
      expect(await archiveThreads(ctx, { threadIds: [a, b] })).toEqual({
        threadIds: expect.arrayContaining([a, b]),
      });
      expect(await sidebarOf(ctx)).toBe("|cd");
      expect(titles((await listThreads(ctx, { archived: true })).threads)).toHaveLength(2);
      await unarchiveThreads(ctx, { threadIds: [a, b] });
      expect(await sidebarOf(ctx)).toBe("|abcd");
      await archiveThreads(ctx, { threadIds: [c] });
      await pinThreads(ctx, { threadIds: [c] });
      expect(await sidebarOf(ctx)).toBe("c|abd");
    }),
  );

  test(
    "are unread where an answer came since they were last open",
    organised(async (ctx, [a = ""]) => {
      const unread = async () => titles((await listThreads(ctx)).threads.filter((thread) => thread.unread));
      expect(await unread()).toBe("");
      await ctx.db
        .update(threads)
        .set({ lastActivityAt: new Date(Date.UTC(2026, 10, 21)) })
        .where(eq(threads.id, a));
      expect(await unread()).toBe("a");
      await seeThread(ctx, { threadId: a });
      expect(await unread()).toBe("");
    }),
  );

  test(
    "are nobody else's to change, and a made-up id is not found",
    organised(async (ctx, [a = ""]) => {
      const stranger = { ...ctx, actor: await makeMember(ctx.db) };
      const refusal = { code: "not_found" };
      for (const act of [pinThreads, unpinThreads, archiveThreads, unarchiveThreads, deleteThreads]) {
        await expect(act(stranger, { threadIds: [a] })).rejects.toMatchObject(refusal);
        await expect(act(ctx, { threadIds: ["' or 1=1"] })).rejects.toMatchObject(refusal);
        await expect(act(ctx, { threadIds: [] })).rejects.toMatchObject({ code: "invalid" });
      }
      await expect(categoriseThreads(stranger, { threadIds: [a], categoryId: null })).rejects.toMatchObject(
        refusal,
      );
      expect(await sidebarOf(ctx)).toBe("|abcd");
    }),
  );
});

describe("categories", () => {
  test(
    "hold threads, are a member's own, and leave their threads when they go",
    organised(async (ctx, [a = "", b = ""]) => {
      const { id: categoryId } = await saveCategory(ctx, { name: " Taxes  2026 ", colour: "rose" });
      expect(await listCategories(ctx)).toEqual([{ id: categoryId, name: "Taxes 2026", colour: "rose" }]);
      await categoriseThreads(ctx, { threadIds: [a, b], categoryId });
      await pinThreads(ctx, { threadIds: [b] });
      const inIt = await listThreads(ctx, { categoryId });
      expect(`${titles(inIt.pinned)}|${titles(inIt.threads)}`).toBe("b|a");

      const stranger = { ...ctx, actor: await makeMember(ctx.db) };
      const theirs = { code: "not_found" };
      await expect(deleteCategory(stranger, { categoryId })).rejects.toMatchObject(theirs);
      await expect(
        saveCategory(stranger, { categoryId, name: "Mine", colour: "blue" }),
      ).rejects.toMatchObject(theirs);
      expect(titles((await listThreads(stranger, { categoryId })).threads)).toBe("");

      await deleteCategory(ctx, { categoryId });
      expect(await listCategories(ctx)).toEqual([]);
      expect(await sidebarOf(ctx)).toBe("b|acd");
    }),
  );

  test(
    "need a name of their own",
    organised(async (ctx) => {
      await saveCategory(ctx, { name: "Work", colour: "blue" });
      const { id: categoryId } = await saveCategory(ctx, { name: "Other", colour: "grey" });
      await saveCategory(ctx, { categoryId, name: "Other", colour: "amber" });
      for (const name of [" \n ", "x".repeat(41)]) {
        await expect(saveCategory(ctx, { name, colour: "blue" })).rejects.toMatchObject({ code: "invalid" });
      }
      // Last: a refused row ends the transaction that the test runs in.
      await expect(saveCategory(ctx, { categoryId, name: "WORK", colour: "blue" })).rejects.toMatchObject({
        code: "conflict",
      });
    }),
  );
});
