import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { attempts, entries } from "@/db/schema";
import { listStandings, setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { correctEstimates, startRun, stopRun } from "..";
import { readToEnd, sendAndWait, until, useAssistants } from "../testing";
import { correctAttempt } from "./correct";

const lab = useAssistants();
const { db, newCtx } = lab;

afterEach(() => {
  delete process.env.PURSER_OLLAMA_URL;
});

describe("correctEstimates", () => {
  test("books what the provider tells of a stopped answer, and budgets and ledger follow", async () => {
    const ctx = await newCtx();
    await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "day"), limit: 10n ** 12n });
    const { attempt, question } = await stopped(ctx);
    expect(attempt).toMatchObject({ certainty: "estimated", certaintyReason: "stopped" });
    await askNow(attempt.id);
    const after = await read(attempt.id);
    expect(after).toMatchObject({ certainty: "exact", certaintyReason: null, askAgainAt: null, asked: 1 });
    const call = lab.upstream.book().calls.find(({ text }) => text.includes(question));
    expect(after).toMatchObject({ inputTokens: call?.inputTokens, outputTokens: call?.outputTokens });
    const [standing] = await listStandings(ctx);
    expect(standing?.spent).toBe(after.costPicoUsd);
    const booked = await db
      .select()
      .from(entries)
      .where(eq(entries.attemptId, attempt.id))
      .orderBy(entries.id);
    expect(booked.map(({ kind }) => kind)).toEqual(["usage", "adjustment", "adjustment"]);
    expect(booked.at(-1)).toMatchObject({
      adjustedBy: null,
      adjustedWhy: expect.stringContaining("provider"),
    });
  });

  test("asks about each attempt once, however many instances ask at once", async () => {
    const ctx = await newCtx();
    const stops = await Promise.all(Array.from({ length: 6 }, () => stopped(ctx)));
    const ids = stops.map(({ attempt }) => attempt.id);
    await makeDue(ids);
    // Opens as many connections, so that the first is not done before the others begin.
    await Promise.all(Array.from({ length: 4 }, () => db.execute(sql`select pg_sleep(0.05)`)));
    const counts = await Promise.all(Array.from({ length: 4 }, () => correctEstimates(db)));
    expect(counts.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(6);
    for (const id of ids) expect(await read(id)).toMatchObject({ certainty: "exact", asked: 1 });
    const adjustments = await db.$count(
      entries,
      and(eq(entries.userId, ctx.actor.userId), eq(entries.kind, "adjustment")),
    );
    expect(adjustments).toBe(12);
  });

  test("passes by an attempt that another one is taking", async () => {
    const ctx = await newCtx();
    const [taken, free] = [await stopped(ctx), await stopped(ctx)].map(({ attempt }) => attempt.id);
    if (!taken || !free) throw new Error("There are two.");
    await makeDue([taken, free]);
    await db.transaction(async (tx) => {
      await tx.select().from(attempts).where(eq(attempts.id, taken)).for("no key update");
      await correctEstimates(db);
    });
    expect(await read(free)).toMatchObject({ certainty: "exact", asked: 1 });
    expect(await read(taken)).toMatchObject({ certainty: "estimated", asked: 0 });
  });

  test("comes back later, after longer and longer pauses, while the model still works", async () => {
    const ctx = await newCtx();
    const { attempt } = await stopped(ctx);
    const other = await newCtx();
    const busy = await startRun(other, {
      text: "Long [[upstream:tokens:900+slow:20]]",
      idempotencyKey: randomUUID(),
    });
    const working = await responseIdOf(busy.runId);
    await db.update(attempts).set({ providerResponseId: working }).where(eq(attempts.id, attempt.id));
    expect(await pausesOf(attempt.id, 3)).toEqual([15, 60, 300]);
    expect(await read(attempt.id)).toMatchObject({ certainty: "estimated", asked: 3 });
    await stopRun(other, busy);
    await readToEnd(other, busy);
  });

  test("gives up after a day of a provider that cannot be asked", async () => {
    const { attempt } = await stopped(await newCtx());
    await db.update(attempts).set({ provider: "gone" }).where(eq(attempts.id, attempt.id));
    const pauses = await pausesOf(attempt.id, 17);
    expect(pauses.slice(3, 7)).toEqual([1_800, 7_200, 7_200, 7_200]);
    expect(pauses.at(-1)).toBeNull();
    const total = pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0);
    expect(total).toBeGreaterThan(86_000);
    expect(total).toBeLessThan(100_000);
  });

  test.each([
    ["does not know the response", { providerResponseId: "resp_unknown" }],
    ["knows no past responses", { provider: "ollama" }],
  ])("asks no further where the provider %s", async (_, change) => {
    process.env.PURSER_OLLAMA_URL = lab.upstream.origin;
    const { attempt } = await stopped(await newCtx());
    await db.update(attempts).set(change).where(eq(attempts.id, attempt.id));
    await askNow(attempt.id);
    expect(await read(attempt.id)).toMatchObject({ certainty: "estimated", askAgainAt: null, asked: 1 });
  });

  test("leaves the estimate where the provider tells nonsense", async () => {
    const { attempt } = await stopped(await newCtx(), "reasoning:3000+tokens:400+slow:10");
    await db.update(attempts).set({ outputTokensMax: 1 }).where(eq(attempts.id, attempt.id));
    await askNow(attempt.id);
    expect(await read(attempt.id)).toMatchObject({ certainty: "estimated", askAgainAt: null });
  });

  test("leaves what an admin has corrected meanwhile", async () => {
    const ctx = await newCtx();
    const { attempt } = await stopped(ctx);
    const correction = { adjustedBy: ctx.actor.userId, why: "The invoice says so." };
    await correctAttempt(db, { attemptId: attempt.id, costPicoUsd: 777n, ...correction });
    await askNow(attempt.id);
    expect(await read(attempt.id)).toMatchObject({ certainty: "exact", costPicoUsd: 777n, askAgainAt: null });
  });

  test("does not ask about what is exact", async () => {
    const { started } = await sendAndWait(await newCtx(), "Just an answer");
    const [attempt] = await db
      .select()
      .from(attempts)
      .where(eq(attempts.runId, started.runId))
      .orderBy(attempts.id);
    expect(attempt).toMatchObject({ certainty: "exact", askAgainAt: null });
  });
});

test("after all of this every sum in the ledger agrees", async () => {
  const report = await verifyLedger(db, "UTC");
  expect(report.problems).toEqual([]);
  expect(report.driftPicoUsd).toBe(0n);
});

/** An answer that its member stopped after the first words. */
async function stopped(ctx: Ctx, behaviour = "tokens:400+slow:10") {
  const question = `Stop me ${randomUUID()}`;
  const run = await startRun(ctx, {
    text: `${question} [[upstream:${behaviour}]]`,
    idempotencyKey: randomUUID(),
  });
  await responseIdOf(run.runId);
  await stopRun(ctx, run);
  await readToEnd(ctx, run);
  await until(async () =>
    lab.upstream.book().calls.some(({ text, outcome }) => text.includes(question) && outcome !== "running"),
  );
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(eq(attempts.runId, run.runId))
    .orderBy(attempts.id);
  if (attempt?.certainty !== "estimated") throw new Error("It was not stopped in time.");
  return { attempt, question };
}

async function responseIdOf(runId: string): Promise<string> {
  let id: string | null = null;
  await until(async () => {
    const [row] = await db.select().from(attempts).where(eq(attempts.runId, runId)).orderBy(attempts.id);
    id = row?.providerResponseId ?? null;
    return id !== null;
  });
  return id ?? "";
}

async function read(id: string) {
  const [row] = await db.select().from(attempts).where(eq(attempts.id, id));
  if (!row) throw new Error("It is gone.");
  return row;
}

/** Long overdue, so that it comes before those of other tests. */
async function makeDue(ids: string[]): Promise<void> {
  await db
    .update(attempts)
    .set({ askAgainAt: sql`now() - interval '10 days'` })
    .where(sql`${attempts.id} = any(${sql.param(ids)}::uuid[])`);
}

async function askNow(id: string): Promise<void> {
  await makeDue([id]);
  await correctEstimates(db);
}

/** The seconds until the next try, after each of so many. */
async function pausesOf(id: string, tries: number): Promise<(number | null)[]> {
  const pauses: (number | null)[] = [];
  for (let n = 0; n < tries; n += 1) {
    await makeDue([id]);
    const before = Date.now();
    await correctEstimates(db);
    const { askAgainAt } = await read(id);
    pauses.push(askAgainAt && nearestPause((askAgainAt.getTime() - before) / 1_000));
  }
  return pauses;
}

/** On a busy machine some of the time until the next try is over when it is set. */
function nearestPause(seconds: number): number {
  return [15, 60, 300, 1_800, 7_200].findLast((pause) => pause <= seconds) ?? seconds;
}
