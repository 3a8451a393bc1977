import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { entries, messages, threads } from "@/db/schema";
import { verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { chooseBranch, editMessage, getQuote, getThread, retryAnswer, startRun, stopRun } from ".";
import { readToEnd, sendAndWait, sentLast, useAssistants } from "./testing";
import { deleteThreads } from "./threads/delete";
import { duplicateThread } from "./threads/duplicate";
import { eraseDeletedThreads } from "./threads/erase";

const lab = useAssistants();
const { db, newCtx } = lab;

const key = () => ({ idempotencyKey: randomUUID() });
/** Answers a message with these words; the answers of a test are told apart by them. */
const answerWith = (question: string, reply: string) =>
  lab.upstream.reply({ match: { exact: question }, reply });

async function ask(ctx: Ctx, threadId: string | null, [question, reply]: [string, string]) {
  answerWith(question, reply);
  return (await sendAndWait(ctx, question, threadId)).started;
}

/** A thread of two questions and answers: one, first, two, second. */
async function makeThread() {
  const ctx = await newCtx();
  const first = await ask(ctx, null, ["one", "first"]);
  const second = await ask(ctx, first.threadId, ["two", "second"]);
  return { ctx, first, second, threadId: first.threadId };
}

async function edit(ctx: Ctx, messageId: string, [text, reply]: [string, string]) {
  answerWith(text, reply);
  const started = await editMessage(ctx, { messageId, text, ...key() });
  await readToEnd(ctx, started);
  return started;
}

async function retry(ctx: Ctx, answerMessageId: string, [question, reply]: [string, string]) {
  answerWith(question, reply);
  const started = await retryAnswer(ctx, { answerMessageId, ...key() });
  await readToEnd(ctx, started);
  return started;
}

async function shown(ctx: Ctx, threadId: string): Promise<string[]> {
  return (await getThread(ctx, { threadId })).messages.map(({ content }) => content);
}

/** "text index/count" of the messages that are not alone. */
async function forks(ctx: Ctx, threadId: string): Promise<string[]> {
  const { messages: views } = await getThread(ctx, { threadId });
  return views.flatMap(({ content, branch }) =>
    branch ? [`${content} ${branch.index}/${branch.count}`] : [],
  );
}

describe("editMessage", () => {
  test("sends a message again, with what stood before it and nothing of what it stands in place of", async () => {
    const { ctx, second, threadId } = await makeThread();
    await edit(ctx, second.userMessageId, ["two, better", "second, better"]);
    expect(sentLast(lab, "two, better")).toEqual(["one", "first", "two, better"]);
    expect(await shown(ctx, threadId)).toEqual(["one", "first", "two, better", "second, better"]);
    expect(await forks(ctx, threadId)).toEqual(["two, better 2/2"]);
    await ask(ctx, threadId, ["three", "third"]);
    expect(sentLast(lab, "three")).toEqual(["one", "first", "two, better", "second, better", "three"]);
  });

  test("begins a thread anew from its first message", async () => {
    const { ctx, first, threadId } = await makeThread();
    await edit(ctx, first.userMessageId, ["another one", "another first"]);
    expect(sentLast(lab, "another one")).toEqual(["another one"]);
    expect(await shown(ctx, threadId)).toEqual(["another one", "another first"]);
    expect(await forks(ctx, threadId)).toEqual(["another one 2/2"]);
  });

  test("starts one run for one key, and is another request than a message or a retry with it", async () => {
    const { ctx, second, threadId } = await makeThread();
    const input = { messageId: second.userMessageId, text: "once", ...key() };
    const started = await Promise.all(Array.from({ length: 5 }, () => editMessage(ctx, input)));
    expect(new Set(started.map(({ runId }) => runId)).size).toBe(1);
    await readToEnd(ctx, second);
    await readToEnd(ctx, started[0] ?? second);
    const conflict = { code: "conflict" };
    await expect(editMessage(ctx, { ...input, text: "twice" })).rejects.toMatchObject(conflict);
    await expect(startRun(ctx, { ...input, threadId })).rejects.toMatchObject(conflict);
    const { answerMessageId } = started[0] ?? second;
    await expect(retryAnswer(ctx, { ...input, answerMessageId })).rejects.toMatchObject(conflict);
  });

  test("refuses what is not shown, empty, an answer, a stranger's, and while an answer is being written", async () => {
    const { ctx, second, threadId } = await makeThread();
    const messageId = second.userMessageId;
    const send = (given: object) => editMessage(ctx, { messageId, text: "x", ...key(), ...given });
    await expect(send({ text: " \n" })).rejects.toMatchObject({ code: "invalid" });
    await expect(send({ messageId: second.answerMessageId })).rejects.toMatchObject({ code: "not_found" });
    await expect(send({ messageId: "nonsense" })).rejects.toMatchObject({ code: "not_found" });
    const theirs = editMessage(await newCtx(), { messageId, text: "x", ...key() });
    await expect(theirs).rejects.toMatchObject({ code: "not_found" });
    const slow = await startRun(ctx, { threadId, text: "Slow [[upstream:slow:20]]", ...key() });
    await expect(send({})).rejects.toMatchObject({ code: "conflict" });
    await stopRun(ctx, slow);
    await readToEnd(ctx, slow);
    await edit(ctx, messageId, ["two, better", "second, better"]);
    await expect(send({})).rejects.toMatchObject({ code: "conflict" });
    expect(await shown(ctx, threadId)).toEqual(["one", "first", "two, better", "second, better"]);
  });

  test("is quoted with the history it will be sent with", async () => {
    const { ctx, first, second, threadId } = await makeThread();
    const whole = await getQuote(ctx, { threadId });
    const ofSecond = await getQuote(ctx, { threadId, editedId: second.userMessageId });
    const ofFirst = await getQuote(ctx, { threadId, editedId: first.userMessageId });
    const ofNew = await getQuote(ctx, {});
    expect(ofFirst).toEqual(ofNew);
    expect(ofSecond.contextTokens).toBeGreaterThan(ofNew.contextTokens);
    expect(whole.contextTokens).toBeGreaterThan(ofSecond.contextTokens);
    await edit(ctx, first.userMessageId, ["one", "first"]);
    expect(await getQuote(ctx, { threadId }), "hidden messages cost nothing").toEqual(ofSecond);
    const strange = getQuote(ctx, { threadId, editedId: (await makeThread()).first.userMessageId });
    await expect(strange).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("retryAnswer", () => {
  test("answers any message that is shown again, with another model too; each answer is paid for", async () => {
    const { ctx, first, threadId } = await makeThread();
    answerWith("one", "first again");
    const again = await retryAnswer(ctx, {
      ...{ answerMessageId: first.answerMessageId, model: "gpt-4o", ...key() },
    });
    await readToEnd(ctx, again);
    const thread = await getThread(ctx, { threadId });
    expect(thread.messages.map(({ content }) => content)).toEqual(["one", "first again"]);
    expect(thread.messages[1]?.run?.model).toBe("gpt-4o");
    expect(await forks(ctx, threadId)).toEqual(["first again 2/2"]);
    const booked = await db.select().from(entries).where(eq(entries.threadId, threadId));
    expect(booked.filter(({ purpose }) => purpose === "answer")).toHaveLength(3);
    const retryHidden = retryAnswer(ctx, { answerMessageId: first.answerMessageId, ...key() });
    await expect(retryHidden).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("chooseBranch", () => {
  test("shows another branch with the newest of what follows, there and back", async () => {
    const { ctx, first, second, threadId } = await makeThread();
    await edit(ctx, second.userMessageId, ["two b", "second b"]);
    const anew = await edit(ctx, first.userMessageId, ["one b", "first b"]);
    await retry(ctx, anew.answerMessageId, ["one b", "first b again"]);
    expect(await forks(ctx, threadId)).toEqual(["one b 2/2", "first b again 2/2"]);

    await chooseBranch(ctx, { messageId: first.userMessageId });
    expect(await shown(ctx, threadId)).toEqual(["one", "first", "two b", "second b"]);
    expect(await forks(ctx, threadId)).toEqual(["one 1/2", "two b 2/2"]);
    const { messages: views } = await getThread(ctx, { threadId });
    expect(views[0]?.branch).toEqual({ index: 1, count: 2, previousId: null, nextId: anew.userMessageId });
    expect(views[2]?.branch).toMatchObject({ previousId: second.userMessageId, nextId: null });

    await chooseBranch(ctx, { messageId: anew.answerMessageId });
    expect(await shown(ctx, threadId), "also where what leads to it is hidden").toEqual(["one b", "first b"]);
    await ask(ctx, threadId, ["two c", "second c"]);
    expect(sentLast(lab, "two c")).toEqual(["one b", "first b", "two c"]);
    await chooseBranch(ctx, { messageId: second.answerMessageId });
    expect(await shown(ctx, threadId)).toEqual(["one", "first", "two", "second"]);
  });

  test("moves no thread and is refused to strangers and while an answer is being written", async () => {
    const { ctx, second, threadId } = await makeThread();
    await edit(ctx, second.userMessageId, ["two b", "second b"]);
    const [before] = await db.select().from(threads).where(eq(threads.id, threadId));
    await chooseBranch(ctx, { messageId: second.userMessageId });
    const [after] = await db.select().from(threads).where(eq(threads.id, threadId));
    expect(after).toEqual(before);
    const missing = { code: "not_found" };
    await expect(chooseBranch(await newCtx(), { messageId: second.userMessageId })).rejects.toMatchObject(
      missing,
    );
    await expect(chooseBranch(ctx, { messageId: randomUUID() })).rejects.toMatchObject(missing);
    const slow = await beginSlowEdit(ctx, second.userMessageId);
    await expect(chooseBranch(ctx, { messageId: second.userMessageId })).rejects.toMatchObject({
      code: "conflict",
    });
    await stopRun(ctx, slow);
    await readToEnd(ctx, slow);
  });

  test("a start that was prepared on another branch is prepared again", async () => {
    for (let round = 0; round < 12; round++) {
      const { ctx, second, threadId } = await makeThread();
      const other = await edit(ctx, second.userMessageId, ["two b", "second b"]);
      const branches = [
        ["one", "first", "two", "second"],
        ["one", "first", "two b", "second b"],
      ];
      const question = `three ${randomUUID()}`;
      const [started] = await Promise.all([
        startRun(ctx, { threadId, text: question, ...key() }),
        ...[second, other, second].map(({ userMessageId: messageId }) =>
          chooseBranch(ctx, { messageId }).catch((error: unknown) =>
            expect(error).toMatchObject({ code: "conflict" }),
          ),
        ),
      ]);
      await readToEnd(ctx, started);
      const path = await shown(ctx, threadId);
      expect(branches, "what is shown is one whole branch").toContainEqual(path.slice(0, 4));
      expect(path[4]).toBe(question);
      expect(sentLast(lab, question), "and is what was sent").toEqual(path.slice(0, 5));
      await expectOnePath(threadId);
    }
  }, 60_000);

  test("of parallel edits, retries and choices one is stored at a time, and one path is left", async () => {
    const { ctx, first, second, threadId } = await makeThread();
    await edit(ctx, second.userMessageId, ["two b", "second b"]);
    const settled = await Promise.allSettled([
      editMessage(ctx, { messageId: first.userMessageId, text: "x [[upstream:tokens:3]]", ...key() }),
      editMessage(ctx, { messageId: first.userMessageId, text: "y [[upstream:tokens:3]]", ...key() }),
      retryAnswer(ctx, { answerMessageId: first.answerMessageId, ...key() }),
      startRun(ctx, { threadId, text: "z [[upstream:tokens:3]]", ...key() }),
      chooseBranch(ctx, { messageId: second.userMessageId }),
    ]);
    for (const result of settled) {
      if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
      else if ("runId" in result.value) await readToEnd(ctx, result.value);
    }
    expect(settled.filter(({ status }) => status === "fulfilled").length).toBeGreaterThan(0);
    await expectOnePath(threadId);
  });
});

describe("a thread with branches", () => {
  test("is duplicated as it is shown, and erased with all of them", async () => {
    const { ctx, first, threadId } = await makeThread();
    await edit(ctx, first.userMessageId, ["one b", "first b"]);
    const copy = await duplicateThread(ctx, { threadId });
    expect(await shown(ctx, copy.threadId)).toEqual(["one b", "first b"]);
    expect(await forks(ctx, copy.threadId)).toEqual([]);
    await deleteThreads(ctx, { threadIds: [threadId] });
    await db
      .update(threads)
      .set({ deletedAt: new Date(Date.now() - 25 * 3_600_000) })
      .where(eq(threads.id, threadId));
    await eraseDeletedThreads(db);
    expect(await db.$count(messages, eq(messages.threadId, threadId))).toBe(0);
  });
});

test("after all of this every sum in the ledger agrees", async () => {
  expect(await verifyLedger(db, "UTC")).toMatchObject({ problems: [], driftPicoUsd: 0n });
});

function beginSlowEdit(ctx: Ctx, messageId: string) {
  return editMessage(ctx, { messageId, text: "Slow [[upstream:slow:20]]", ...key() });
}

/** Each shown message follows the shown one before it, from the first on. */
async function expectOnePath(threadId: string): Promise<void> {
  const rows = await db.select().from(messages).where(eq(messages.threadId, threadId));
  const path = rows.filter((row) => row.shown).toSorted((a, b) => a.position - b.position);
  expect(path.map(({ parentId }) => parentId)).toEqual([null, ...path.slice(0, -1).map(({ id }) => id)]);
}
