import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { attempts, entries, messages, runs, threads } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { ledgerTotals, verifyLedger } from "@/lib/ledger";
import { getMemberMonth } from "@/lib/reports";
import {
  archiveThreads,
  deleteThreads,
  duplicateThread,
  eraseTemporaryThreads,
  eraseThread,
  eraseThreads,
  getThread,
  listThreads,
  mergeThreads,
  pinThreads,
  renameThread,
  restoreThreads,
  searchThreads,
  startRun,
} from "..";
import { makeOrganisation } from "../lifecycle/testing";
import { readToEnd, sendAndWait, until, useAssistants } from "../testing";

const lab = useAssistants(useOwnDb());
beforeAll(() => makeOrganisation(lab.db));

const temporary = true;

/** A temporary thread with one answer. */
async function whisper(text = "A secret zebra [[upstream:tokens:6]]") {
  const ctx = await lab.newCtx("member");
  const started = await startRun(ctx, { text, temporary, idempotencyKey: randomUUID() });
  await readToEnd(ctx, started);
  return { ctx, ...started };
}

const textsOf = (threadId: string) => lab.db.$count(messages, eq(messages.threadId, threadId));
const spendOf = async (threadId: string) =>
  (await lab.db.select().from(entries).where(eq(entries.threadId, threadId))).map(
    ({ purpose, costPicoUsd }) => ({
      ...{ purpose, isPaid: costPicoUsd > 0n },
    }),
  );

describe("a temporary thread", () => {
  test("is open to its owner alone, goes on, and is in no list, no search and no merge", async () => {
    const { ctx, threadId } = await whisper();
    await sendAndWait(ctx, "And more about the zebra [[upstream:tokens:4]]", threadId);
    expect(await getThread(ctx, { threadId })).toMatchObject({ temporary: true, title: "" });
    expect((await getThread(ctx, { threadId })).messages).toHaveLength(4);
    await expect(getThread(await lab.newCtx(), { threadId })).rejects.toMatchObject({ code: "not_found" });

    const { pinned, threads: listed } = await listThreads(ctx);
    expect([...pinned, ...listed, ...(await listThreads(ctx, { archived: true })).threads]).toEqual([]);
    expect(await searchThreads(ctx, { text: "zebra" })).toEqual([]);
    const gone = { code: "not_found" };
    const { started } = await sendAndWait(ctx, "An ordinary zebra [[upstream:tokens:4]]");
    expect((await searchThreads(ctx, { text: "zebra" })).map((hit) => hit.threadId)).toEqual([
      started.threadId,
    ]);
    await expect(duplicateThread(ctx, { threadId })).rejects.toMatchObject(gone);
    await expect(mergeThreads(ctx, { threadIds: [threadId, started.threadId] })).rejects.toMatchObject(gone);
    for (const act of [pinThreads, archiveThreads, deleteThreads]) {
      await expect(act(ctx, { threadIds: [threadId] })).rejects.toMatchObject(gone);
    }
    await expect(renameThread(ctx, { threadId, title: "Zebra" })).rejects.toMatchObject(gone);
  });

  test("gets no title, from its first message or from a model", async () => {
    const { ctx, threadId } = await whisper();
    const { started } = await sendAndWait(ctx, "A usual question [[upstream:tokens:6]]");
    await until(async () => (await spendOf(started.threadId)).length === 2);
    expect(await spendOf(threadId)).toEqual([{ purpose: "answer", isPaid: true }]);
    expect(await lab.db.$count(attempts, eq(attempts.threadId, threadId))).toBe(1);
    expect((await getThread(ctx, { threadId })).title).toBe("");
  });

  test("loses its text a day after the last message, and its cost stays in every sum", async () => {
    const { ctx, threadId } = await whisper();
    const age = (hours: number) =>
      lab.db
        .update(threads)
        .set({ lastActivityAt: sql`now() - make_interval(hours => ${hours})` })
        .where(eq(threads.id, threadId));
    const before = await ledgerTotals(lab.db);
    const month = await getMemberMonth(ctx, {});
    await age(23);
    await eraseThreads(lab.db);
    expect(await textsOf(threadId)).toBe(2);
    await age(25);
    const erased = await Promise.all([1, 2].map(() => eraseTemporaryThreads(lab.db)));
    expect(erased.toSorted(), "by one of the instances").toEqual([0, 1]);
    expect(await textsOf(threadId)).toBe(0);
    await expect(getThread(ctx, { threadId })).rejects.toMatchObject({ code: "not_found" });
    await expect(restoreThreads(ctx, { threadIds: [threadId] })).rejects.toMatchObject({ code: "not_found" });

    const after = await getMemberMonth(ctx, {});
    expect(after.total).toEqual(month.total);
    expect(after.threads).toMatchObject([{ threadId, title: null, isTemporary: true }]);
    expect(await ledgerTotals(lab.db)).toEqual(before);
    expect((await verifyLedger(lab.db, "UTC")).problems).toEqual([]);
  });

  test("is erased at once with the answer that is being written, which is settled all the same", async () => {
    const ctx = await lab.newCtx("member");
    const text = "Count the zebras slowly [[upstream:tokens:400+slow:20]]";
    const { threadId, runId } = await startRun(ctx, { text, temporary, idempotencyKey: randomUUID() });
    await until(
      async () => (await lab.db.$count(runs, and(eq(runs.id, runId), eq(runs.status, "in_progress")))) === 1,
    );
    await expect(eraseThread(await lab.newCtx(), { threadId })).rejects.toMatchObject({ code: "not_found" });
    await eraseThread(ctx, { threadId });
    expect(await textsOf(threadId)).toBe(0);
    await expect(getThread(ctx, { threadId })).rejects.toMatchObject({ code: "not_found" });
    await until(
      async () => (await lab.db.$count(runs, and(eq(runs.id, runId), eq(runs.status, "cancelled")))) === 1,
    );
    expect(await spendOf(threadId)).toEqual([{ purpose: "answer", isPaid: true }]);
    expect(await textsOf(threadId), "nothing is written into it any more").toBe(0);
    expect((await verifyLedger(lab.db, "UTC")).problems).toEqual([]);
  });

  test("is one from its first message on, or never", async () => {
    const ctx = await lab.newCtx("member");
    const { started } = await sendAndWait(ctx, "Ordinary [[upstream:tokens:4]]");
    const { threadId } = started;
    const asked = startRun(ctx, { text: "Now secret", threadId, temporary, idempotencyKey: randomUUID() });
    await expect(asked).rejects.toMatchObject({ code: "invalid" });
    await expect(eraseThread(ctx, { threadId })).rejects.toMatchObject({ code: "invalid" });
    expect(await textsOf(threadId)).toBe(2);
    const key = randomUUID();
    const text = "The same words [[upstream:tokens:4]]";
    await readToEnd(ctx, await startRun(ctx, { text, idempotencyKey: key }));
    await expect(startRun(ctx, { text, temporary, idempotencyKey: key })).rejects.toMatchObject({
      code: "conflict",
    });
  });
});

test("erasing a merged thread erases what was merged into it", async () => {
  const ctx = await lab.newCtx();
  const { started: one } = await sendAndWait(ctx, "First of two [[upstream:tokens:4]]");
  const { started: two } = await sendAndWait(ctx, "Second of two [[upstream:tokens:4]]");
  const { threadId } = await mergeThreads(ctx, { threadIds: [one.threadId, two.threadId] });
  await deleteThreads(ctx, { threadIds: [threadId] });
  await lab.db.execute(
    sql`update threads set deleted_at = now() - interval '25 hours' where id = ${threadId}`,
  );
  await until(async () => {
    await eraseThreads(lab.db);
    return (await textsOf(threadId)) === 0;
  });
  expect([await textsOf(one.threadId), await textsOf(two.threadId)]).toEqual([0, 0]);
});
