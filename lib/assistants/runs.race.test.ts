import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts, entries, runs } from "@/db/schema";
import { listStandings, setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { verifyLedger } from "@/lib/ledger";
import { parseUsd, toDecimalUsd } from "@/lib/money";
import { deleteThreads, getThread, renameThread, retryAnswer, startRun, stopRun } from ".";
import { readToEnd, sendAndWait, textOf, useAssistants } from "./testing";

const lab = useAssistants();
const { db, newCtx } = lab;

describe("a run", () => {
  test("answers, is charged what the provider reported, and names its thread in a call of its own", async () => {
    const ctx = await newCtx();
    const { started, outcome, events, text } = await sendAndWait(
      ctx,
      "Compare our plans [[upstream:cached:4]]",
    );
    expect(outcome).toMatchObject({ status: "completed", certainty: "exact", model: "gpt-4o-mini" });
    expect(outcome.usage?.cachedInputTokens).toBe(4);
    expect(outcome.text).toBe(text);
    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => (events[0]?.id ?? 0) + index));
    expect(events.at(-1)?.type).toBe("end");
    const thread = await getThread(ctx, started);
    expect(thread.title).toBe("Compare our plans");
    expect(thread.messages.map((message) => message.role)).toEqual(["user", "assistant"]);
    const booked = await db.select().from(entries).where(eq(entries.runId, started.runId));
    expect(booked.map((entry) => entry.purpose).sort()).toEqual(["answer", "title"]);
    const total = booked.reduce((sum, entry) => sum + entry.costPicoUsd, 0n);
    expect(thread.totals.costPicoUsd).toBe(total);
  });

  test("costs exactly tokens times price", async () => {
    const ctx = await newCtx();
    const { outcome } = await sendAndWait(ctx, "Count [[upstream:tokens:100+cached:10]]");
    const { inputTokens = 0 } = outcome.usage ?? {};
    const pico = BigInt(inputTokens - 10) * 150_000n + 10n * 75_000n + 100n * 600_000n;
    expect(outcome.costUsd).toBe(toDecimalUsd(pico));
  });

  test("starts once for one key, also when it is sent many times at once", async () => {
    const ctx = await newCtx();
    const input = { text: "Only once", idempotencyKey: randomUUID() };
    const started = await Promise.all(Array.from({ length: 6 }, () => startRun(ctx, input)));
    expect(new Set(started.map((run) => run.runId)).size).toBe(1);
    await readToEnd(ctx, started[0] ?? { runId: "" });
    expect(await db.$count(runs, eq(runs.userId, ctx.actor.userId))).toBe(1);
    await expect(startRun(ctx, { ...input, text: "Another" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("refuses a second answer while one is being written in the thread", async () => {
    const ctx = await newCtx();
    const first = await startRun(ctx, { text: "Slowly [[upstream:slow:20]]", idempotencyKey: randomUUID() });
    const second = startRun(ctx, { threadId: first.threadId, text: "Me too", idempotencyKey: randomUUID() });
    await expect(second).rejects.toMatchObject({ code: "conflict" });
    await stopRun(ctx, first);
    await readToEnd(ctx, first);
  });

  test("sends the whole thread, without the answer that was retried", async () => {
    const ctx = await newCtx();
    const { started } = await sendAndWait(ctx, "First");
    const again = await retryAnswer(ctx, {
      answerMessageId: started.answerMessageId,
      idempotencyKey: randomUUID(),
    });
    await readToEnd(ctx, again);
    await sendAndWait(ctx, "Second", started.threadId);
    const thread = await getThread(ctx, started);
    expect(thread.messages.map((message) => message.id)).not.toContain(started.answerMessageId);
    expect(thread.messages.map((message) => message.role)).toEqual([
      "user",
      "assistant",
      "user",
      "assistant",
    ]);
    expect(await db.$count(entries, eq(entries.threadId, started.threadId))).toBe(4);
  });

  test("keeps a title given by a person", async () => {
    const ctx = await newCtx();
    const run = await startRun(ctx, { text: "Name me [[upstream:slow:5]]", idempotencyKey: randomUUID() });
    await renameThread(ctx, { threadId: run.threadId, title: "My own" });
    await readToEnd(ctx, run);
    expect((await getThread(ctx, run)).title).toBe("My own");
  });

  test("is nobody else's: a stranger finds neither thread nor run", async () => {
    const owner = await newCtx();
    const stranger = await newCtx();
    const { started } = await sendAndWait(owner, "Mine");
    const refusal = { code: "not_found" };
    await expect(getThread(stranger, started)).rejects.toMatchObject(refusal);
    await expect(readToEnd(stranger, started)).rejects.toMatchObject(refusal);
    await expect(stopRun(stranger, started)).rejects.toMatchObject(refusal);
    await expect(deleteThreads(stranger, { threadIds: [started.threadId] })).rejects.toMatchObject(refusal);
    await expect(renameThread(stranger, { ...started, title: "Theirs" })).rejects.toMatchObject(refusal);
    const send = { threadId: started.threadId, text: "Hello", idempotencyKey: randomUUID() };
    await expect(startRun(stranger, send)).rejects.toMatchObject(refusal);
    const retry = { answerMessageId: started.answerMessageId, idempotencyKey: randomUUID() };
    await expect(retryAnswer(stranger, retry)).rejects.toMatchObject(refusal);
  });

  test("is refused without a price, in words, and nothing is stored or called", async () => {
    const ctx = await newCtx();
    const before = lab.upstream.requests().length;
    const input = { text: "Hello", model: "gpt-9-unheard-of", idempotencyKey: randomUUID() };
    await expect(startRun(ctx, input)).rejects.toMatchObject({ code: "invalid" });
    expect(await db.$count(runs, eq(runs.userId, ctx.actor.userId))).toBe(0);
    expect(lab.upstream.requests().length).toBe(before);
  });
});

describe("a reader", () => {
  test("who comes late, or back, sees the same text without a gap or a repeat", async () => {
    const ctx = await newCtx();
    const run = await startRun(ctx, {
      text: "Long [[upstream:tokens:120+slow:5]]",
      idempotencyKey: randomUUID(),
    });
    const early = readToEnd(ctx, run);
    await new Promise((resolve) => setTimeout(resolve, 250));
    const late = readToEnd(ctx, run);
    const [first, second] = await Promise.all([early, late]);
    expect(second.text).toBe(first.text);
    const cut = Math.floor(first.events.length / 2);
    const seen = first.events.slice(0, cut);
    const resumed = await readToEnd(ctx, run, seen.at(-1)?.id ?? 0);
    expect(textOf(seen) + textOf(resumed.events)).toBe(first.outcome.text);
  });
});

describe("a run that does not go well", () => {
  test.each([
    ["no_usage", "completed", "missing_usage"],
    ["absurd:negative", "completed", "rejected_usage"],
    ["absurd:huge", "completed", "rejected_usage"],
    ["absurd:cached", "completed", "rejected_usage"],
    ["cut:20", "incomplete", "interrupted"],
    ["early:20", "incomplete", "interrupted"],
    ["malformed:20", "incomplete", "interrupted"],
  ])("with %s is %s and estimated: %s", async (behaviour, status, certaintyReason) => {
    const certainty = "estimated";
    const ctx = await newCtx();
    const { started, outcome } = await sendAndWait(ctx, `Try [[upstream:tokens:60+${behaviour}]]`);
    expect(outcome).toMatchObject({ status, certainty });
    const [entry] = await db
      .select()
      .from(entries)
      .where(eq(entries.attemptId, attemptOf(started.runId)));
    expect(entry).toMatchObject({ certainty, certaintyReason, overrunPicoUsd: 0n });
  });

  test.each(["401", "404", "400", "429:9:0", "html"])(
    "with %s fails in words and gives its hold back",
    async (behaviour) => {
      const ctx = await newCtx();
      await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "day"), limit: parseUsd("1") });
      const { started, outcome } = await sendAndWait(ctx, `Fail [[upstream:${behaviour}]]`);
      expect(outcome.status).toBe("failed");
      expect(outcome.error?.message).toMatch(/\.$/);
      const [standing] = await listStandings(ctx);
      expect(standing?.reserved).toBe(0n);
      const [attempt] = await db
        .select()
        .from(attempts)
        .where(eq(attempts.runId, started.runId))
        .orderBy(attempts.id);
      expect(attempt?.endedAt).not.toBeNull();
    },
  );

  test("stopped by its member ends the provider's work, keeps the text and charges it as estimated", async () => {
    const ctx = await newCtx();
    const run = await startRun(ctx, {
      text: "On and on [[upstream:tokens:2000+slow:5]]",
      idempotencyKey: randomUUID(),
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await stopRun(ctx, run);
    const { outcome } = await readToEnd(ctx, run);
    expect(outcome).toMatchObject({ status: "cancelled", certainty: "estimated" });
    expect(outcome.text.length).toBeGreaterThan(0);
  });
});

describe("a provider that does not keep to the rules", () => {
  test("is ended when its answer is longer than was asked and paid for", async () => {
    const ctx = await newCtx();
    await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "day"), limit: parseUsd("0.0004") });
    const question = `Endless ${randomUUID()}`;
    lab.upstream.reply({ match: { text: question }, reply: "word ".repeat(40_000) });
    lab.upstream.script({ match: { text: question }, behaviours: ["ignore_limit"] });
    const { outcome } = await sendAndWait(ctx, question);
    expect(outcome).toMatchObject({ status: "incomplete", certainty: "estimated" });
    expect(outcome.text.length).toBeLessThan(30_000);
    const [standing] = await listStandings(ctx);
    expect((standing?.spent ?? 0n) <= parseUsd("0.0004")).toBe(true);
  });

  test("and sends NUL characters costs nobody else the answer", async () => {
    const ctx = await newCtx();
    const question = `Zero ${randomUUID()}`;
    lab.upstream.reply({ match: { text: question }, reply: "before\u0000after" });
    const { outcome } = await sendAndWait(ctx, question);
    expect(outcome).toMatchObject({ status: "completed", text: "beforeafter" });
  });
});

describe("a small budget", () => {
  test("cuts the answer to what fits, then refuses before any call, and is never exceeded", async () => {
    const ctx = await newCtx();
    const limitPicoUsd = parseUsd("0.0004");
    await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "day"), limit: limitPicoUsd });
    const first = await sendAndWait(ctx, "Much [[upstream:tokens:5000]]");
    expect(first.outcome).toMatchObject({
      status: "incomplete",
      incompleteReason: "budget",
      cutToBudget: true,
    });
    const calls = lab.upstream.requests().length;
    const second = startRun(ctx, { text: "More [[upstream:tokens:5000]]", idempotencyKey: randomUUID() });
    await expect(second).rejects.toMatchObject({
      code: "budget_exceeded",
      message: expect.stringContaining("resets on"),
    });
    expect(lab.upstream.requests().length).toBe(calls);
    const [standing] = await listStandings(ctx);
    expect((standing?.spent ?? 0n) <= limitPicoUsd).toBe(true);
    expect(standing?.reserved).toBe(0n);
  });

  test("holds for many threads sent at once", async () => {
    const ctx = await newCtx();
    const limitPicoUsd = parseUsd("0.01");
    await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: limitPicoUsd });
    const sent = await Promise.allSettled(
      Array.from({ length: 30 }, () => sendAndWait(ctx, "All at once [[upstream:tokens:4000]]")),
    );
    expect(sent.some((result) => result.status === "fulfilled")).toBe(true);
    expect(sent.some((result) => result.status === "rejected")).toBe(true);
    const [standing] = await listStandings(ctx);
    expect((standing?.spent ?? 0n) <= limitPicoUsd).toBe(true);
    expect(standing?.reserved).toBe(0n);
  });
});

test("after all of this every sum in the ledger agrees", async () => {
  const report = await verifyLedger(db, "UTC");
  expect(report.problems).toEqual([]);
  expect(report.driftPicoUsd).toBe(0n);
});

function attemptOf(runId: string) {
  return sql`(select id from attempts where run_id = ${runId} and purpose = 'answer')`;
}
