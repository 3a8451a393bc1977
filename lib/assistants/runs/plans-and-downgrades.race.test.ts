import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts, refusalDays, runs } from "@/db/schema";
import { addTopUp, assignMember, listEffectiveLimits, setBudget, setOwnLimit } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { parseUsd } from "@/lib/money";
import { savePlan } from "@/lib/org";
import type { Plan } from "@/lib/org/types";
import { findPrice } from "@/lib/pricing";
import { getThread, startRun } from "..";
import { sendAndWait, useAssistants } from "../testing";

const lab = useAssistants();
const { db, newCtx } = lab;

const SMALL = "gpt-4o-mini";
const LARGE = "gpt-4o";

async function send(ctx: Parameters<typeof startRun>[0], text: string, model?: string) {
  return startRun(ctx, { text, idempotencyKey: randomUUID(), ...(model ? { model } : {}) });
}

async function withPlan(rules: Partial<Omit<Plan, "planId" | "name">>) {
  const ctx = await newCtx();
  const unlimited = { models: null, inputTokensMax: null, outputTokensMax: null, requestPicoUsdMax: null };
  const { planId } = await savePlan(ctx, { name: `Plan ${randomUUID()}`, ...unlimited, ...rules });
  await assignMember(ctx, { userId: ctx.actor.userId, planId });
  return { ctx, planId };
}

describe("a plan", () => {
  test("gives its own model where nobody chose, and refuses others by name", async () => {
    const { ctx } = await withPlan({ models: [LARGE] });
    const { outcome } = await sendAndWait(ctx, "Whichever");
    expect(outcome.model).toBe(LARGE);
    await expect(send(ctx, "The other", SMALL)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining(`does not include ${SMALL}. Choose one of: ${LARGE}.`),
    });
  });

  test("shortens answers, also below what is useful otherwise", async () => {
    const { ctx } = await withPlan({ outputTokensMax: 120 });
    await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "day"), limit: parseUsd("5") });
    const { started, outcome } = await sendAndWait(ctx, "Long [[upstream:tokens:900]]");
    expect(outcome).toMatchObject({ status: "incomplete", incompleteReason: "max_output_tokens" });
    const [attempt] = await db
      .select()
      .from(attempts)
      .where(eq(attempts.runId, started.runId))
      .orderBy(attempts.id);
    expect(attempt?.outputTokensMax).toBe(120);
  });

  test("takes no longer input than it allows: older messages give way, a message alone is refused", async () => {
    const { ctx } = await withPlan({ inputTokensMax: 120 });
    const { started } = await sendAndWait(ctx, "word ".repeat(40));
    await sendAndWait(ctx, "word ".repeat(40), started.threadId);
    const isAnswer = and(eq(attempts.threadId, started.threadId), eq(attempts.purpose, "answer"));
    const sent = await db.select().from(attempts).where(isAnswer);
    expect(sent).toHaveLength(2);
    expect(Math.max(...sent.map(({ inputTokensCounted }) => inputTokensCounted))).toBeLessThanOrEqual(120);
    await expect(send(ctx, "word ".repeat(400))).rejects.toMatchObject({ code: "invalid" });
  });

  test("lets one message cost no more than it says", async () => {
    const { ctx } = await withPlan({ requestPicoUsdMax: parseUsd("0.0003") });
    const { outcome } = await sendAndWait(ctx, "Long [[upstream:tokens:3000]]");
    expect(Number(outcome.costUsd)).toBeLessThanOrEqual(0.0003);
    await expect(send(ctx, "word ".repeat(1_500))).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("allows $0.0003 for one message"),
    });
  });

  test("counts its messages, wherever the member moves meanwhile", async () => {
    const { ctx, planId } = await withPlan({});
    const key = { scope: "plan", period: "month", unit: "messages", onLimit: "block" } as const;
    await setBudget(ctx, { ...key, scopeId: planId, limit: 2n });
    await sendAndWait(ctx, "One");
    const other = await withPlan({});
    await assignMember(ctx, { userId: ctx.actor.userId, planId: other.planId });
    await sendAndWait(ctx, "Two");
    await assignMember(ctx, { userId: ctx.actor.userId, planId });
    await expect(send(ctx, "Three")).rejects.toMatchObject({
      code: "budget_exceeded",
      message: expect.stringContaining("2 messages is used up"),
    });
    const counted = await db.select().from(refusalDays).where(eq(refusalDays.userId, ctx.actor.userId));
    expect(counted).toMatchObject([{ model: SMALL, refusals: 1 }]);
  });
});

describe("inheritance", () => {
  test("lets the more specific limit stand in, and a member's own only lower it", async () => {
    const { ctx, planId } = await withPlan({});
    const { userId } = ctx.actor;
    await setBudget(ctx, { ...memberBudget(userId, "month"), scope: "plan", scopeId: planId, limit: 1n });
    await expect(send(ctx, "Refused")).rejects.toMatchObject({ code: "budget_exceeded" });
    await setBudget(ctx, { ...memberBudget(userId, "month"), limit: parseUsd("2") });
    await sendAndWait(ctx, "The member's stands in");
    await expect(setOwnLimit(ctx, { period: "month", limit: parseUsd("3") })).rejects.toMatchObject({
      code: "invalid",
    });
    await setOwnLimit(ctx, { period: "month", limit: 1n });
    await expect(send(ctx, "Refused again")).rejects.toMatchObject({
      message: expect.stringMatching(/^Your own November budget|^Your own \w+ budget/),
    });
    const limits = await listEffectiveLimits(ctx, { userId });
    const own = limits.map(({ scope, overridden }) => [scope, overridden]);
    expect(own).toEqual([
      ["plan", true],
      ["member", false],
      ["self", false],
    ]);
  });

  test("a top-up opens a used-up budget while it lasts", async () => {
    const ctx = await newCtx();
    const { budgetId } = await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: 1n });
    await expect(send(ctx, "Refused")).rejects.toMatchObject({ code: "budget_exceeded" });
    const endsAt = new Date(Date.now() + 3_600_000);
    await addTopUp(ctx, { budgetId, amount: parseUsd("1"), endsAt, reason: "The quarter's report" });
    const { outcome } = await sendAndWait(ctx, "Admitted");
    expect(outcome.status).toBe("completed");
  });
});

describe("a budget that downgrades", () => {
  test("answers with the cheaper model once the other does not fit whole, and is never exceeded", async () => {
    const ctx = await newCtx();
    const price = await findPrice(db, { provider: "compatible", model: LARGE });
    const wholeAnswer = 4_096n * (price?.outputPicoUsd ?? 0n);
    const key = { ...memberBudget(ctx.actor.userId, "month"), onLimit: "downgrade" as const };
    await setBudget(ctx, { ...key, limit: wholeAnswer / 2n, downgradeTo: `compatible/${SMALL}` });
    const run = await send(ctx, "Downgrade me", LARGE);
    await sendAndWait(ctx, "Another thread meanwhile");
    const [stored] = await db.select().from(runs).where(eq(runs.id, run.runId));
    expect(stored).toMatchObject({ model: SMALL, requestedModel: LARGE });
    expect(stored?.downgradeReason).toMatch(
      /^Your \w+ budget has \$.* left of .*, so a cheaper model answered\.$/,
    );
    const thread = await getThread(ctx, run);
    expect(thread.messages.at(-1)?.run?.downgradeReason).toBe(stored?.downgradeReason);
    await setBudget(ctx, { ...key, limit: 1n, downgradeTo: `compatible/${SMALL}` });
    await expect(send(ctx, "Nothing left", LARGE)).rejects.toMatchObject({ code: "budget_exceeded" });
  });

  test("blocks where its cheaper model is not offered", async () => {
    const ctx = await newCtx();
    const key = { ...memberBudget(ctx.actor.userId, "month"), onLimit: "downgrade" as const };
    await setBudget(ctx, { ...key, limit: 1n, downgradeTo: "compatible/gpt-of-yesterday" });
    await expect(send(ctx, "Refused")).rejects.toMatchObject({ code: "budget_exceeded" });
  });

  test("one that notifies lets everything through", async () => {
    const ctx = await newCtx();
    const key = { ...memberBudget(ctx.actor.userId, "month"), onLimit: "notify" as const };
    await setBudget(ctx, { ...key, limit: 1n });
    const { outcome } = await sendAndWait(ctx, "Through");
    expect(outcome.status).toBe("completed");
  });
});
