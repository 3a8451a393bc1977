import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { messages, threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import { archiveThreads, searchThreads } from "..";
import { HIT_BEGINS, HIT_ENDS } from "./search";

const db = useTestDb();

const LIBRARY = {
  "Quarterly report": ["Draft the intro for the board's café memo", "The Łódź office grew by 12 %."],
  "Trip to Oslo": ["Which trains run at night?", "Night trains leave at 22:10 from platform 3."],
  Recipes: ["What is in a laksa?", "Coconut milk, lemongrass, o'brien's paste, C:\\temp and 50% more."],
};

async function stored(ctx: Ctx): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [title, texts] of Object.entries(LIBRARY)) {
    const threadId = newId();
    ids[title] = threadId;
    const { userId } = ctx.actor;
    await ctx.db.insert(threads).values({ id: threadId, userId, title });
    await ctx.db.insert(messages).values(
      texts.map((content, n) => ({
        ...{ id: newId(), threadId, userId, position: n + 1, content, contentTokens: 10 },
        role: n % 2 === 0 ? ("user" as const) : ("assistant" as const),
      })),
    );
  }
  return ids;
}

/** Forty threads of ten messages each, the oldest first. */
async function storeOften(ctx: Ctx, text: string): Promise<string[]> {
  const { userId } = ctx.actor;
  const ids = Array.from({ length: 40 }, newId);
  await ctx.db.insert(threads).values(
    ids.map((id, n) => ({
      ...{ id, userId, title: `Thread ${n}`, lastActivityAt: new Date(Date.UTC(2026, 0, 1, n)) },
    })),
  );
  const texts = ids.flatMap((threadId) =>
    Array.from({ length: 10 }, (_, n) => ({
      ...{
        id: newId(),
        threadId,
        userId,
        position: n + 1,
        content: `${text} number${n + 1}`,
        contentTokens: 4,
      },
      role: "user" as const,
    })),
  );
  await ctx.db.insert(messages).values(texts);
  return ids;
}

const searched = (work: (find: (text: string) => Promise<string[]>, ctx: Ctx) => Promise<void>) => () =>
  inTestTransaction(db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx) };
    await stored(ctx);
    const find = async (text: string) => (await searchThreads(ctx, { text })).map(({ title }) => title);
    await work(find, ctx);
  });

describe("searchThreads", () => {
  test(
    "finds whole words and the beginning of the last one, in any letter case",
    searched(async (find) => {
      expect(await find("LEMONGRASS coconut")).toEqual(["Recipes"]);
      expect(await find("night trai")).toEqual(["Trip to Oslo"]);
      expect(await find("łódź")).toEqual(["Quarterly report"]);
      expect(await find("trains lemongrass")).toEqual([]);
      expect(await find("   ")).toEqual([]);
    }),
  );

  test(
    "finds a title that is mistyped, before messages",
    searched(async (find) => {
      expect(await find("quartely reprt")).toEqual(["Quarterly report"]);
      expect((await find("osl"))[0]).toBe("Trip to Oslo");
    }),
  );

  test(
    "finds a word that is in nearly every message, and the old threads of the archive by it",
    searched(async (_, ctx) => {
      const ids = await storeOften(ctx, "and so on");
      const oldest = ids.slice(0, 2);
      await archiveThreads(ctx, { threadIds: oldest });
      const all = await searchThreads(ctx, { text: "and so" });
      expect(all.map(({ threadId }) => threadId)).toEqual(ids.toReversed().slice(0, 30));
      expect(all[0]?.snippet).toBe(`${HIT_BEGINS}and${HIT_ENDS} ${HIT_BEGINS}so${HIT_ENDS} on number10`);
      const archived = await searchThreads(ctx, { text: "and so", archived: true });
      expect(archived.map(({ threadId }) => threadId)).toEqual(oldest.toReversed());
    }),
  );

  test(
    "shows where the words are",
    searched(async (_, ctx) => {
      const [hit] = await searchThreads(ctx, { text: "platform" });
      expect(hit?.snippet).toContain(`${HIT_BEGINS}platform${HIT_ENDS}`);
      expect(hit?.messageId).toBeTruthy();
    }),
  );

  test(
    "takes whatever is typed for words, not for a query language",
    searched(async (find) => {
      for (const text of [
        "'",
        "\\",
        "a & b | !c",
        "<->",
        ":*",
        "%",
        "_",
        "\0",
        "🙂",
        "'; drop table",
        "o'brien's",
      ]) {
        await expect(find(text)).resolves.toBeInstanceOf(Array);
      }
      expect(await find("o'brien's")).toEqual(["Recipes"]);
      expect(await find("%")).toEqual([]);
      await expect(find("x".repeat(201))).rejects.toMatchObject({ code: "invalid" });
    }),
  );

  test(
    "finds nothing of anybody else's, and only what the filters let through",
    searched(async (_, ctx) => {
      const stranger = { ...ctx, actor: await makeMember(ctx.db) };
      expect(await searchThreads(stranger, { text: "trains" })).toEqual([]);
      const [hit] = await searchThreads(ctx, { text: "trains" });
      await archiveThreads(ctx, { threadIds: [hit?.threadId ?? ""] });
      expect(await searchThreads(ctx, { text: "trains", archived: false })).toEqual([]);
      expect(await searchThreads(ctx, { text: "trains", archived: true })).toHaveLength(1);
      expect(await searchThreads(ctx, { text: "trains", since: new Date(Date.now() + 60_000) })).toEqual([]);
      expect(await searchThreads(ctx, { text: "trains", categoryId: newId() })).toEqual([]);
    }),
  );
});
