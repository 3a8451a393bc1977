import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts } from "@/db/schema";
import { adjustAttempt, duplicateThread, getAnswerDetails, getRunDetails, getThread } from "..";
import { sendAndWait, until, useAssistants } from "../testing";
import type { CostFormula } from "../types";

const lab = useAssistants();

/** The formula as a reader adds it up. */
function addUp({ terms, permille }: CostFormula): bigint {
  const sum = terms.reduce((all, { tokens, picoUsdPerToken }) => all + BigInt(tokens) * picoUsdPerToken, 0n);
  return (sum * BigInt(permille) + 999n) / 1_000n;
}

async function answered(text = "First [[upstream:tokens:5]]") {
  const ctx = await lab.newCtx();
  const { started } = await sendAndWait(ctx, text);
  const { threadId, answerMessageId: messageId, runId } = started;
  return { ctx, threadId, messageId, runId };
}

async function lineOf(ctx: Awaited<ReturnType<typeof answered>>["ctx"], threadId: string) {
  const { messages } = await getThread(ctx, { threadId });
  return messages.findLast(({ role }) => role === "assistant")?.run?.cost;
}

describe("getAnswerDetails", () => {
  test("adds up to the line under the answer, with the title's call beside it", async () => {
    const { ctx, threadId, messageId } = await answered();
    await until(async () =>
      (await getAnswerDetails(ctx, { messageId })).calls.every(({ formula }) => formula),
    );
    const { calls, costPicoUsd } = await getAnswerDetails(ctx, { messageId });
    expect(costPicoUsd).toBe((await lineOf(ctx, threadId))?.costPicoUsd);
    expect(costPicoUsd).toBeGreaterThan(0n);
    expect(calls.map(({ purpose }) => purpose)).toEqual(["answer", "title"]);
    for (const { formula, costPicoUsd: cost, status, certainty, price } of calls) {
      expect(formula && addUp(formula)).toBe(cost);
      expect(formula?.costPicoUsd).toBe(cost);
      expect({ status, certainty }).toEqual({ status: "charged", certainty: "exact" });
      expect(price).toMatchObject({ model: "gpt-4o-mini", setBy: null });
    }
    const { totals } = await getThread(ctx, { threadId });
    expect(calls.reduce((sum, call) => sum + (call.costPicoUsd ?? 0n), 0n)).toBe(totals.costPicoUsd);
    expect(calls[0]?.durationMs).toBeGreaterThanOrEqual(calls[0]?.firstTokenMs ?? -1);
  });

  test("says why an amount is estimated", async () => {
    const { ctx, messageId } = await answered("Say it [[upstream:no_usage]]");
    const { calls } = await getAnswerDetails(ctx, { messageId });
    expect(calls[0]).toMatchObject({ certainty: "estimated", certaintyReason: "missing_usage" });
  });

  test("tells who corrected an amount, by how much and why; the line follows", async () => {
    const { ctx, threadId, messageId, runId } = await answered();
    const [attempt] = await lab.db
      .select()
      .from(attempts)
      .where(eq(attempts.runId, runId))
      .orderBy(attempts.id);
    const attemptId = attempt?.id ?? "";
    await adjustAttempt(ctx, { attemptId, costUsd: "0.5", why: "Invoice of November" });
    const { calls, costPicoUsd } = await getAnswerDetails(ctx, { messageId });
    const [answer] = calls;
    expect(costPicoUsd).toBe(500_000_000_000n);
    expect((await lineOf(ctx, threadId))?.costPicoUsd).toBe(costPicoUsd);
    expect(answer?.corrections).toMatchObject([{ why: "Invoice of November", by: "Member 07" }]);
    expect((answer?.formula?.costPicoUsd ?? 0n) + (answer?.corrections[0]?.differencePicoUsd ?? 0n)).toBe(
      costPicoUsd,
    );
  });

  test("of a copy are those of its original", async () => {
    const { ctx, threadId, messageId } = await answered();
    const copy = await duplicateThread(ctx, { threadId });
    const copied = (await getThread(ctx, copy)).messages.at(-1);
    const { costPicoUsd } = await getAnswerDetails(ctx, { messageId: copied?.id ?? "" });
    expect(costPicoUsd).toBe((await getAnswerDetails(ctx, { messageId })).costPicoUsd);
  });

  test("are not there for a stranger, a question or a made-up id", async () => {
    const { ctx, threadId, messageId } = await answered();
    const question = (await getThread(ctx, { threadId })).messages[0]?.id ?? "";
    const stranger = await lab.newCtx();
    const refused = { code: "not_found" };
    await expect(getAnswerDetails(stranger, { messageId })).rejects.toMatchObject(refused);
    for (const id of [question, "nonsense"]) {
      await expect(getAnswerDetails(ctx, { messageId: id })).rejects.toMatchObject(refused);
    }
  });
});

describe("getRunDetails", () => {
  test("says of a run what is said of its answer, and nothing to a stranger", async () => {
    const { ctx, messageId, runId } = await answered();
    await until(async () => (await getRunDetails(ctx, { runId })).calls.every(({ formula }) => formula));
    expect(await getRunDetails(ctx, { runId })).toEqual(await getAnswerDetails(ctx, { messageId }));
    const stranger = await lab.newCtx();
    for (const [who, id] of [
      [stranger, runId] as const,
      [ctx, messageId] as const,
      [ctx, "nonsense"] as const,
    ]) {
      await expect(getRunDetails(who, { runId: id })).rejects.toMatchObject({ code: "not_found" });
    }
  });
});
