import { describe, expect, test } from "vitest";
import {
  categoriseThreads,
  duplicateThread,
  getThread,
  listThreads,
  mergeThreads,
  saveCategory,
  unmergeThread,
} from "..";
import { sendAndWait, useAssistants } from "../testing";

const lab = useAssistants();

async function twoThreads() {
  const ctx = await lab.newCtx();
  const { started: first } = await sendAndWait(ctx, "First [[upstream:tokens:5]]");
  const { started: second } = await sendAndWait(ctx, "Second [[upstream:tokens:7]]");
  await sendAndWait(ctx, "Third [[upstream:tokens:9]]", first.threadId);
  const ids = [first.threadId, second.threadId];
  const views = await Promise.all(ids.map((threadId) => getThread(ctx, { threadId })));
  const cost = views.reduce((sum, { totals }) => sum + totals.costPicoUsd, 0n);
  return { ctx, ids, cost };
}

const said = (messages: { content: string; role: string }[]) =>
  messages.filter(({ role }) => role === "user").map(({ content }) => content.split(" ")[0]);

describe("mergeThreads", () => {
  test("makes one thread in the order of time, with what both have cost, and can be undone", async () => {
    const { ctx, ids, cost } = await twoThreads();
    const { id: categoryId } = await saveCategory(ctx, { name: "Travel", colour: "rose" });
    // Not the latest one, which the merged thread is named after.
    await categoriseThreads(ctx, { threadIds: [ids[1] ?? ""], categoryId });
    const { threadId } = await mergeThreads(ctx, { threadIds: ids });
    const merged = await getThread(ctx, { threadId });
    expect(said(merged.messages)).toEqual(["First", "Second", "Third"]);
    expect(merged.messages.every(({ role, run }) => role === "user" || run?.cost)).toBe(true);
    expect(merged.categoryId).toBe(categoryId);
    expect(merged.totals.costPicoUsd).toBe(cost);
    expect(cost).toBeGreaterThan(0n);
    const listed = await listThreads(ctx);
    expect(listed.threads.map(({ id, costPicoUsd }) => ({ id, costPicoUsd }))).toEqual([
      { id: threadId, costPicoUsd: cost },
    ]);
    await expect(getThread(ctx, { threadId: ids[0] ?? "" })).rejects.toMatchObject({ code: "not_found" });

    await unmergeThread(ctx, { threadId });
    const { threads: back } = await listThreads(ctx);
    expect(back.map(({ id }) => id).sort()).toEqual([...ids].sort());
    await expect(unmergeThread(ctx, { threadId })).rejects.toMatchObject({ code: "not_found" });
  });

  test("goes on with the history of both, and keeps what was said since when it is undone", async () => {
    const { ctx, ids } = await twoThreads();
    const { threadId } = await mergeThreads(ctx, { threadIds: ids });
    await sendAndWait(ctx, "Fourth [[upstream:tokens:5]]", threadId);
    const sent = JSON.stringify(
      lab.upstream.requests().filter(({ body }) => JSON.stringify(body).includes("Fourth"))[0],
    );
    for (const word of ["First", "Second", "Third"]) expect(sent).toContain(word);
    await unmergeThread(ctx, { threadId });
    expect((await listThreads(ctx)).threads).toHaveLength(3);
    expect(said((await getThread(ctx, { threadId })).messages).at(-1)).toBe("Fourth");
  });

  test("needs two threads of the caller's own", async () => {
    const { ctx, ids } = await twoThreads();
    const [one = ""] = ids;
    await expect(mergeThreads(ctx, { threadIds: [one, one] })).rejects.toMatchObject({ code: "invalid" });
    const stranger = await lab.newCtx();
    await expect(mergeThreads(stranger, { threadIds: ids })).rejects.toMatchObject({ code: "not_found" });
    await expect(unmergeThread(ctx, { threadId: one })).rejects.toMatchObject({ code: "invalid" });
  });
});

test("duplicateThread gives the same messages again, which cost nothing", async () => {
  const { ctx, ids } = await twoThreads();
  const [one = ""] = ids;
  const { threadId } = await duplicateThread(ctx, { threadId: one });
  const copy = await getThread(ctx, { threadId });
  expect(copy.title).toMatch(/\(copy\)$/);
  expect(said(copy.messages)).toEqual(["First", "Third"]);
  expect(copy.totals.costPicoUsd).toBe(0n);
  await sendAndWait(ctx, "Another way [[upstream:tokens:5]]", threadId);
  expect((await getThread(ctx, { threadId: one })).messages).toHaveLength(4);
});
