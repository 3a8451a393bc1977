import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { threads } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import type { Ctx } from "@/lib/org/types";
import { archiveThreads, listSimilarThreads, pinThreads } from "..";

const db = useTestDb();

async function store(ctx: Ctx, titles: string[]): Promise<string[]> {
  const { userId } = ctx.actor;
  const rows = titles.map((title) => ({ id: newId(), userId, title }));
  await ctx.db.insert(threads).values(rows);
  return rows.map(({ id }) => id);
}

test("finds threads with nearly the same title, the most alike first, and no others", async () => {
  await inTestTransaction(db, async (tx) => {
    const ctx: Ctx = { db: tx, actor: await makeMember(tx) };
    const [asked = "", twin = "", sister = "", archived = ""] = await store(ctx, [
      "Quarterly report for the board",
      "Quarterly report for the board, again",
      "Report of the quarter for our board",
      "Quarterly report for the board (old)",
      "Trip to Oslo",
      "",
    ]);
    await archiveThreads(ctx, { threadIds: [archived] });
    await pinThreads(ctx, { threadIds: [twin] });
    const found = await listSimilarThreads(ctx, { threadId: asked });
    expect(found.map(({ id, pinned }) => ({ id, pinned }))).toEqual([
      { id: twin, pinned: true },
      { id: sister, pinned: false },
    ]);
  });
});

test("looks at one's own threads alone", async () => {
  await inTestTransaction(db, async (tx) => {
    const [own, other]: Ctx[] = [
      { db: tx, actor: await makeMember(tx) },
      { db: tx, actor: await makeMember(tx) },
    ];
    if (!own || !other) throw new Error("There are two.");
    const [asked = ""] = await store(own, ["Quarterly report"]);
    await store(other, ["Quarterly report"]);
    expect(await listSimilarThreads(own, { threadId: asked })).toEqual([]);
    await expect(listSimilarThreads(other, { threadId: asked })).rejects.toMatchObject({ code: "not_found" });
    await expect(listSimilarThreads(own, { threadId: "nonsense" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
