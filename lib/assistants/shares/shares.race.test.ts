import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { messages, threadShares, threads, users } from "@/db/schema";
import type { Ctx } from "@/lib/org/types";
import {
  continueShared,
  deleteThreads,
  duplicateThread,
  findShare,
  getSharedThread,
  getThread,
  listShares,
  restoreThreads,
  retryAnswer,
  shareThread,
  stopSharing,
  updateShare,
} from "..";
import { readToEnd, sendAndWait, useAssistants } from "../testing";

const lab = useAssistants();
const NOT_FOUND = { code: "not_found" };

async function shared() {
  const [owner, reader] = await Promise.all([lab.newCtx(), lab.newCtx("member")]);
  const { started } = await sendAndWait(owner, "First [[upstream:tokens:5]]");
  const { threadId } = started;
  return { owner, reader, threadId, started, share: await shareThread(owner, { threadId }) };
}

const questionsIn = async (ctx: Ctx, token: string) =>
  (await getSharedThread(ctx, { token })).messages
    .filter(({ role }) => role === "user")
    .map(({ content }) => content.split(" ")[0]);

describe("a shared thread", () => {
  test("is read by other members up to the moment it was shared, without an id or an amount", async () => {
    const { owner, reader, threadId, share } = await shared();
    await sendAndWait(owner, "Second [[upstream:tokens:5]]", threadId);
    const seen = await getSharedThread(reader, { token: share.token });
    expect(seen).toMatchObject({ sharedBy: "Member 07", isOwn: false, isCut: false });
    expect(seen.messages.map(({ role }) => role)).toEqual(["user", "assistant"]);
    expect(seen.messages[1]).toMatchObject({ model: "gpt-4o-mini" });
    const words = JSON.stringify(seen);
    for (const secret of [threadId, owner.actor.userId, share.shareId]) expect(words).not.toContain(secret);
    expect(words).not.toMatch(/cost|[0-9a-f]{8}-[0-9a-f]{4}-7/i);
    expect((await getSharedThread(owner, { token: share.token })).isOwn).toBe(true);
  });

  test("shows what came since once its owner says so, under the same link", async () => {
    const { owner, reader, threadId, share } = await shared();
    expect(share.isUpToNow).toBe(true);
    await sendAndWait(owner, "Second [[upstream:tokens:5]]", threadId);
    expect(await findShare(owner, { threadId })).toMatchObject({ token: share.token, isUpToNow: false });
    expect(await shareThread(owner, { threadId })).toMatchObject({ token: share.token, isUpToNow: false });
    expect(await questionsIn(reader, share.token)).toEqual(["First"]);
    expect(await updateShare(owner, { threadId })).toMatchObject({ token: share.token, isUpToNow: true });
    expect(await questionsIn(reader, share.token)).toEqual(["First", "Second"]);
  });

  test("keeps the branch it was shared with when an answer is asked for again", async () => {
    const { owner, reader, started, share } = await shared();
    const before = await getSharedThread(reader, { token: share.token });
    const { answerMessageId } = started;
    await readToEnd(owner, await retryAnswer(owner, { answerMessageId, idempotencyKey: "again" }));
    expect(await getSharedThread(reader, { token: share.token })).toEqual(before);
  });

  test("is one link, however often it is asked for at once", async () => {
    const owner = await lab.newCtx();
    const { started } = await sendAndWait(owner, "First [[upstream:tokens:5]]");
    const { threadId } = started;
    const made = await Promise.all(Array.from({ length: 8 }, () => shareThread(owner, { threadId })));
    expect(new Set(made.map(({ token }) => token)).size).toBe(1);
    expect(made[0]?.token).toMatch(/^[\w-]{32}$/);
    expect(await lab.db.$count(threadShares, eq(threadShares.threadId, threadId))).toBe(1);
  });

  test("is over at once when it is stopped, for good", async () => {
    const { owner, reader, threadId, share } = await shared();
    await stopSharing(owner, share);
    await expect(getSharedThread(reader, share)).rejects.toMatchObject(NOT_FOUND);
    await expect(continueShared(reader, share)).rejects.toMatchObject(NOT_FOUND);
    await expect(stopSharing(owner, share)).rejects.toMatchObject(NOT_FOUND);
    await expect(updateShare(owner, { threadId })).rejects.toMatchObject(NOT_FOUND);
    expect(await findShare(owner, { threadId })).toBeNull();
    const again = await shareThread(owner, { threadId });
    expect(again.token).not.toBe(share.token);
    await expect(getSharedThread(reader, share)).rejects.toMatchObject(NOT_FOUND);
  });

  test("is copied whole or not at all where it is stopped meanwhile", async () => {
    const { owner, reader, share } = await shared();
    const [copy] = await Promise.allSettled([continueShared(reader, share), stopSharing(owner, share)]);
    if (copy.status === "rejected") return expect(copy.reason).toMatchObject(NOT_FOUND);
    const copied = await lab.db.$count(messages, eq(messages.threadId, copy.value.threadId));
    expect(copied).toBe(2);
  });

  test("is gone with its thread, with a member who is disabled, and where the thread is temporary", async () => {
    const { owner, reader, threadId, share } = await shared();
    const refused = () => expect(getSharedThread(reader, share)).rejects.toMatchObject(NOT_FOUND);
    await deleteThreads(owner, { threadIds: [threadId] });
    await refused();
    expect(await listShares(owner)).toEqual([]);
    await restoreThreads(owner, { threadIds: [threadId] });
    await getSharedThread(reader, share);
    const { userId } = owner.actor;
    await lab.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    await refused();
    await lab.db.update(users).set({ disabledAt: null }).where(eq(users.id, userId));
    await lab.db.update(threads).set({ temporary: true }).where(eq(threads.id, threadId));
    await refused();
    await expect(shareThread(owner, { threadId })).rejects.toMatchObject(NOT_FOUND);
  });

  test("is nobody else's to share, to change or to stop, and a made-up token finds nothing", async () => {
    const { owner, reader, threadId, share } = await shared();
    for (const act of [shareThread, updateShare, findShare]) {
      await expect(act(reader, { threadId })).rejects.toMatchObject(NOT_FOUND);
      await expect(act(owner, { threadId: "nonsense" })).rejects.toMatchObject(NOT_FOUND);
    }
    for (const shareId of [share.shareId, "nonsense"]) {
      await expect(stopSharing(reader, { shareId })).rejects.toMatchObject(NOT_FOUND);
    }
    for (const token of [threadId, "x".repeat(32), "", "' or true --", "\0"]) {
      await expect(getSharedThread(reader, { token })).rejects.toMatchObject(NOT_FOUND);
    }
    expect(await listShares(reader)).toEqual([]);
    expect(await listShares(owner)).toEqual([share]);
  });
});

describe("continueShared", () => {
  test("gives the reader a thread of their own, without a run or a cost of its owner's", async () => {
    const { owner, reader, threadId, share } = await shared();
    await sendAndWait(owner, "Second [[upstream:tokens:5]]", threadId);
    const copy = await continueShared(reader, share);
    const rows = await lab.db
      .select()
      .from(messages)
      .where(eq(messages.threadId, copy.threadId))
      .orderBy(messages.position);
    expect(rows.map(({ role, position }) => ({ role, position }))).toEqual([
      { role: "user", position: 1 },
      { role: "assistant", position: 2 },
    ]);
    expect(rows.every((row) => row.userId === reader.actor.userId && row.copyOfId === null)).toBe(true);
    expect(rows[1]).toMatchObject({
      parentId: rows[0]?.id,
      imported: { model: "gpt-4o-mini", costPicoUsd: null },
    });
    const view = await getThread(reader, copy);
    expect(view.title).toBe((await getThread(owner, { threadId })).title);
    expect(view.totals.costPicoUsd).toBe(0n);
    await expect(getThread(owner, copy)).rejects.toMatchObject(NOT_FOUND);
  });

  test("goes on with what was said, and can itself be shared and duplicated", async () => {
    const { reader, share } = await shared();
    const { threadId } = await continueShared(reader, share);
    await sendAndWait(reader, "Further [[upstream:tokens:5]]", threadId);
    const sent = lab.upstream.requests().find(({ body }) => JSON.stringify(body).includes("Further"));
    expect(JSON.stringify(sent)).toContain("First");
    const own = await shareThread(reader, { threadId });
    expect(await questionsIn(await lab.newCtx(), own.token)).toEqual(["First", "Further"]);
    const twice = await duplicateThread(reader, { threadId });
    expect(await lab.db.$count(messages, eq(messages.threadId, twice.threadId))).toBe(4);
  });
});
