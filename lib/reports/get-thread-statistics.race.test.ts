import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts } from "@/db/schema";
import { adjustAttempt, duplicateThread, getThread, mergeThreads } from "@/lib/assistants";
import { sendAndWait, until, useAssistants } from "@/lib/assistants/testing";
import type { Ctx } from "@/lib/org/types";
import { getThreadStatistics } from ".";
import type { CostSum, ThreadStatistics } from "./types";

const lab = useAssistants();

async function thread() {
  const ctx = await lab.newCtx();
  const { started } = await sendAndWait(ctx, "First [[upstream:tokens:5]]");
  const { threadId } = started;
  await sendAndWait(ctx, "Second [[upstream:tokens:7]]", threadId);
  await titled(ctx, threadId);
  return { ctx, threadId, started };
}

/** The title's call is settled a moment after its answer. */
const titled = (ctx: Ctx, threadId: string) =>
  until(async () => (await getThreadStatistics(ctx, { threadId })).overhead.length === 1);

const costOf = (sums: readonly CostSum[]) => sums.reduce((all, { costPicoUsd }) => all + costPicoUsd, 0n);

function expectToAddUp({ models, overhead, points, total }: ThreadStatistics) {
  expect(costOf([...models, ...overhead])).toBe(total.costPicoUsd);
  expect(costOf(points)).toBe(total.costPicoUsd);
  for (const kind of ["calls", "inputTokens", "cachedInputTokens", "outputTokens"] as const) {
    expect([...models, ...overhead].reduce((all, sum) => all + sum[kind], 0)).toBe(total[kind]);
  }
}

describe("getThreadStatistics", () => {
  test("adds up to the thread's total by model and over time, its title in a line of its own", async () => {
    const { ctx, threadId } = await thread();
    const statistics = await getThreadStatistics(ctx, { threadId });
    const { totals } = await getThread(ctx, { threadId });
    expect(statistics.total.costPicoUsd).toBe(totals.costPicoUsd);
    expect(statistics.total.inputTokens + statistics.total.outputTokens).toBe(totals.tokens);
    expect(statistics).toMatchObject({ questions: 2, answers: 2, inOtherBranches: 0, unit: "day" });
    expect(statistics.models).toMatchObject([{ model: "gpt-4o-mini", calls: 2 }]);
    expect(statistics.overhead).toMatchObject([{ purpose: "title", calls: 1 }]);
    expectToAddUp(statistics);
  });

  test("follows a correction, and tells how much is estimated", async () => {
    const { ctx, threadId, started } = await thread();
    await sendAndWait(ctx, "Third [[upstream:no_usage]]", threadId);
    const before = (await getThreadStatistics(ctx, { threadId })).total;
    expect(before.estimatedPicoUsd).toBeGreaterThan(0n);
    expect(before.estimatedPicoUsd).toBeLessThan(before.costPicoUsd);
    const [attempt] = await lab.db
      .select()
      .from(attempts)
      .where(eq(attempts.runId, started.runId))
      .orderBy(attempts.id);
    await adjustAttempt(ctx, { attemptId: attempt?.id ?? "", costUsd: "0.5", why: "Invoice" });
    const after = await getThreadStatistics(ctx, { threadId });
    expect(after.total).toMatchObject({ calls: 4, estimatedPicoUsd: before.estimatedPicoUsd });
    expect(after.total.costPicoUsd).toBe(
      before.costPicoUsd - (attempt?.costPicoUsd ?? 0n) + 500_000_000_000n,
    );
    expectToAddUp(after);
  });

  test("counts what was merged into a thread, and nothing of what was copied", async () => {
    const { ctx, threadId } = await thread();
    const copy = await duplicateThread(ctx, { threadId });
    expect((await getThreadStatistics(ctx, copy)).total).toMatchObject({ calls: 0, costPicoUsd: 0n });
    const { started: other } = await sendAndWait(ctx, "Other [[upstream:tokens:5]]");
    await titled(ctx, other.threadId);
    const merged = await mergeThreads(ctx, { threadIds: [threadId, other.threadId] });
    const statistics = await getThreadStatistics(ctx, merged);
    expect(statistics).toMatchObject({ questions: 3, answers: 3, total: { calls: 5 } });
    expect(statistics.total.costPicoUsd).toBe((await getThread(ctx, merged)).totals.costPicoUsd);
    expectToAddUp(statistics);
  });

  test("are a member's own", async () => {
    const { ctx, threadId } = await thread();
    const stranger = await lab.newCtx("admin");
    const refused = { code: "not_found" };
    await expect(getThreadStatistics(stranger, { threadId })).rejects.toMatchObject(refused);
    await expect(getThreadStatistics(ctx, { threadId: "nonsense" })).rejects.toMatchObject(refused);
  });
});
