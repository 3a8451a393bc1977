import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts, entries, messages } from "@/db/schema";
import { verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { chooseBranch, continueAnswer, getThread, recoverRuns, retryAnswer, startRun, stopRun } from ".";
import { GO_ON } from "./context/choose";
import { countTokens } from "./context/count-tokens";
import { state } from "./runs/live";
import { readToEnd, sendAndWait, sentLast, until, useAssistants } from "./testing";

const lab = useAssistants();
const { db, newCtx } = lab;

const key = () => ({ idempotencyKey: randomUUID() });
const BEGUN = "Here:\n\n```ts\nconst a = 1;\ncon";
const REST = "st b = 2;\n```\n\nThat is all.";

/** A thread whose one answer was cut in the middle of a code block. */
async function makeCut(question = `Write ${randomUUID()}`) {
  const ctx = await newCtx();
  lab.upstream.reply({ match: { exact: question }, reply: BEGUN });
  lab.upstream.script({ match: { exact: question }, behaviours: ["incomplete"] });
  const { started, outcome } = await sendAndWait(ctx, question);
  expect(outcome).toMatchObject({ status: "incomplete", incompleteReason: "max_output_tokens", text: BEGUN });
  return { ctx, started, question, threadId: started.threadId };
}

async function goOn(ctx: Ctx, answerMessageId: string, [rest, behaviour = "normal"]: [string, string?]) {
  if (rest) lab.upstream.reply({ match: { exact: GO_ON }, reply: rest });
  lab.upstream.script({ match: { exact: GO_ON }, behaviours: [behaviour] });
  const started = await continueAnswer(ctx, { answerMessageId, ...key() });
  return { started, ...(await readToEnd(ctx, started)) };
}

async function stored(messageId: string) {
  const [row] = await db.select().from(messages).where(eq(messages.id, messageId));
  return row;
}

describe("continueAnswer", () => {
  test("goes on with the cut text in one answer, and is charged for the new words alone", async () => {
    const { ctx, started, question, threadId } = await makeCut();
    const more = await goOn(ctx, started.answerMessageId, [REST, "no_usage"]);
    expect(more.outcome).toMatchObject({ status: "completed", text: BEGUN + REST, certainty: "estimated" });
    expect(more.text).toBe(BEGUN + REST);
    expect(more.events[0]).toMatchObject({ type: "snapshot" });
    expect(more.outcome.usage?.outputTokens).toBe(await countTokens(REST));
    expect(sentLast(lab, GO_ON)).toEqual([question, BEGUN, GO_ON]);
    const thread = await getThread(ctx, { threadId });
    expect(thread.messages.map(({ content }) => content)).toEqual([question, BEGUN + REST]);
    expect(
      thread.messages.map(({ branch }) => branch),
      "it is no branch of its own",
    ).toEqual([null, null]);
    const answer = await stored(more.started.answerMessageId);
    expect(answer).toMatchObject({
      continuesId: started.answerMessageId,
      contentTokens: await countTokens(BEGUN + REST),
    });
    const booked = await db.select().from(entries).where(eq(entries.threadId, threadId));
    const answers = booked.filter(({ purpose }) => purpose === "answer");
    expect(answers.map(({ runId }) => runId).toSorted()).toEqual(
      [started.runId, more.started.runId].toSorted(),
    );
    expect(thread.totals.costPicoUsd).toBe(booked.reduce((sum, entry) => sum + entry.costPicoUsd, 0n));
  });

  test("goes on again where it was cut again, stopped or failed, and never from a complete answer", async () => {
    const { ctx, started } = await makeCut();
    const second = await goOn(ctx, started.answerMessageId, ["st b = 2;", "incomplete"]);
    const failed = await goOn(ctx, second.started.answerMessageId, ["", "401"]);
    expect(failed.outcome).toMatchObject({ status: "failed", text: `${BEGUN}st b = 2;`, costUsd: null });
    const last = await goOn(ctx, failed.started.answerMessageId, ["\n```"]);
    expect(last.outcome).toMatchObject({ status: "completed", text: `${BEGUN}st b = 2;\n\`\`\`` });
    const further = continueAnswer(ctx, { answerMessageId: last.started.answerMessageId, ...key() });
    await expect(further).rejects.toMatchObject({ code: "invalid" });
  });

  test("a stopped answer can be gone on with by its owner, once, while it is the last", async () => {
    const ctx = await newCtx();
    const run = await startRun(ctx, {
      text: `Long ${randomUUID()} [[upstream:tokens:900+slow:10]]`,
      ...key(),
    });
    await until(async () => (state.live.get(run.runId)?.text ?? "") !== "");
    await stopRun(ctx, run);
    const { outcome } = await readToEnd(ctx, run);
    const input = { answerMessageId: run.answerMessageId, ...key() };
    const theirs = continueAnswer(await newCtx(), input);
    await expect(theirs).rejects.toMatchObject({ code: "not_found" });
    lab.upstream.reply({ match: { exact: GO_ON }, reply: " and so on" });
    const twice = await Promise.all([continueAnswer(ctx, input), continueAnswer(ctx, input)]);
    expect(twice[0]?.runId).toBe(twice[1]?.runId);
    const more = await readToEnd(ctx, twice[0]);
    expect(more.outcome.text).toBe(`${outcome.text} and so on`);
    await expect(continueAnswer(ctx, { ...input, ...key() })).rejects.toMatchObject({ code: "conflict" });
  });

  test("an answer that something follows is left as it is", async () => {
    const { ctx, started, threadId } = await makeCut();
    await sendAndWait(ctx, "Thanks [[upstream:tokens:3]]", threadId);
    const late = continueAnswer(ctx, { answerMessageId: started.answerMessageId, ...key() });
    await expect(late).rejects.toMatchObject({ code: "conflict" });
  });

  test("counts as one version beside a retry, and the cut text leads to the whole one", async () => {
    const { ctx, started, question, threadId } = await makeCut();
    const more = await goOn(ctx, started.answerMessageId, [REST]);
    lab.upstream.reply({ match: { exact: question }, reply: "Otherwise" });
    const again = await retryAnswer(ctx, { answerMessageId: more.started.answerMessageId, ...key() });
    await readToEnd(ctx, again);
    const branchOf = async () => (await getThread(ctx, { threadId })).messages[1]?.branch;
    expect(await branchOf()).toEqual({
      ...{ index: 2, count: 2, previousId: more.started.answerMessageId, nextId: null },
    });
    await chooseBranch(ctx, { messageId: started.answerMessageId });
    expect((await getThread(ctx, { threadId })).messages[1]?.content).toBe(BEGUN + REST);
    expect(await branchOf()).toMatchObject({ index: 1, count: 2, nextId: again.answerMessageId });
  });

  test("whose process died keeps the text and is charged for what it wrote alone", async () => {
    const { ctx, started, threadId } = await makeCut();
    lab.upstream.script({ match: { exact: GO_ON }, behaviours: ["hang"] });
    const more = await continueAnswer(ctx, { answerMessageId: started.answerMessageId, ...key() });
    expect(await stored(more.answerMessageId)).toMatchObject({ content: BEGUN, terms: null });
    await until(async () => {
      const [attempt] = await db
        .select()
        .from(attempts)
        .where(eq(attempts.runId, more.runId))
        .orderBy(attempts.id);
      return attempt?.dispatchedAt !== null;
    });
    await db
      .update(messages)
      .set({ content: BEGUN + REST })
      .where(eq(messages.id, more.answerMessageId));
    await db
      .update(attempts)
      .set({ leaseExpiresAt: sql`now() - interval '1 second'` })
      .where(eq(attempts.runId, more.runId));
    state.attempts.clear();
    await recoverRuns(db);
    const { messages: views } = await getThread(ctx, { threadId });
    expect(views[1]).toMatchObject({
      content: BEGUN + REST,
      run: { status: "incomplete", cost: { usage: { outputTokens: await countTokens(REST) } } },
    });
    state.live.get(more.runId)?.stop("member");
  });
});

test("after all of this every sum in the ledger agrees", async () => {
  expect(await verifyLedger(db, "UTC")).toMatchObject({ problems: [], driftPicoUsd: 0n });
});
