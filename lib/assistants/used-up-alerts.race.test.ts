import { randomUUID } from "node:crypto";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { alertMarks, attempts, budgetPeriods, outbox } from "@/db/schema";
import { type BudgetInput, listStandings, setBudget, setThreadLimit } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import type { Ctx } from "@/lib/org/types";
import { getQuote, startRun, tellPaused } from ".";
import { sendAndWait, until, useAssistants } from "./testing";

const lab = useAssistants();
const REFUSED = { code: "budget_exceeded" };

const send = (ctx: Ctx, text = "Refused") => startRun(ctx, { text, idempotencyKey: randomUUID() });

/** What is told of a budget, oldest first. */
async function told(budgetId: string) {
  const rows = await lab.db
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(and(eq(outbox.kind, "threshold"), sql`${outbox.payload}->>'budgetId' = ${budgetId}`))
    .orderBy(outbox.id);
  return rows.map(({ payload }) => payload);
}

async function spentOf(budgetId: string): Promise<bigint> {
  const [row] = await lab.db.select().from(budgetPeriods).where(eq(budgetPeriods.budgetId, budgetId));
  return row?.spent ?? 0n;
}

/** A member who has spent something, and what their budget of a month is then set to. */
async function spender() {
  const ctx = await lab.newCtx();
  const key = memberBudget(ctx.actor.userId, "month");
  const { budgetId } = await setBudget(ctx, { ...key, limit: 10n ** 12n });
  await sendAndWait(ctx, "Something [[upstream:tokens:50]]");
  const set = (change: Partial<BudgetInput>) => setBudget(ctx, { ...key, limit: 10n ** 12n, ...change });
  // The thread's title is a call of its own.
  const ofMember = eq(attempts.userId, ctx.actor.userId);
  const isEnded = isNotNull(attempts.endedAt);
  await until(async () => (await lab.db.$count(attempts, and(ofMember, isEnded))) === 2);
  return { ctx, budgetId, set, spent: await spentOf(budgetId) };
}

describe("a budget that refuses an answer", () => {
  test("is told as used up once, however many are refused at once, and again once it was raised", async () => {
    const { ctx, budgetId, set, spent } = await spender();
    await set({ limit: spent + 1n, thresholds: [] });
    const refusals = await Promise.allSettled(Array.from({ length: 20 }, () => send(ctx)));
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: "rejected", reason: REFUSED });
    expect(await told(budgetId)).toMatchObject([
      {
        percent: 100,
        limit: String(spent + 1n),
        spent: String(spent),
        refusedModel: "compatible/gpt-4o-mini",
      },
    ]);
    expect(await lab.db.$count(alertMarks, eq(alertMarks.budgetId, budgetId))).toBe(1);
    await set({ limit: spent + 2n });
    await Promise.allSettled(Array.from({ length: 5 }, () => send(ctx)));
    expect(await told(budgetId), "raised, and too little again").toHaveLength(2);
    await set({ limit: spent });
    await expect(send(ctx)).rejects.toMatchObject(REFUSED);
    expect(await told(budgetId), "lowered, and used up as before").toHaveLength(2);
  });

  test("is not told where running answers hold the rest, or one question alone is too long", async () => {
    const { ctx, budgetId, set, spent } = await spender();
    // Enough for one answer, which holds all of it.
    await set({ limit: spent + 15n * 10n ** 8n, thresholds: [] });
    const sent = await Promise.allSettled(
      Array.from({ length: 6 }, () => send(ctx, "Slow [[upstream:tokens:50+slow:20]]")),
    );
    expect(sent.filter(({ status }) => status === "rejected").length).toBeGreaterThan(0);
    await expect(send(ctx, "word ".repeat(12_000))).rejects.toMatchObject(REFUSED);
    expect(await told(budgetId)).toEqual([]);
  });

  test("is not told again where its limit was set below what is spent", async () => {
    const { ctx, budgetId, set, spent } = await spender();
    await set({ limit: spent / 2n });
    expect(await told(budgetId)).toMatchObject([{ percent: 100, spent: String(spent) }]);
    await expect(send(ctx)).rejects.toMatchObject(REFUSED);
    expect(await told(budgetId)).toHaveLength(1);
  });
});

test("a budget is told as used up once where members are kept from sending, and not while another answer fits", async () => {
  const { ctx, budgetId, set, spent } = await spender();
  const look = async () => tellPaused(ctx, await getQuote(ctx, {}), await listStandings(ctx));
  await set({ limit: 1_000n * spent, thresholds: [] });
  await look();
  expect(await told(budgetId)).toEqual([]);
  await set({ limit: spent + 1n });
  await Promise.all(Array.from({ length: 10 }, look));
  await expect(send(ctx)).rejects.toMatchObject(REFUSED);
  const alert = { percent: 100, spent: String(spent), refusedModel: "compatible/gpt-4o-mini" };
  expect(await told(budgetId)).toMatchObject([alert]);
});

test("a budget with too little left is not told where it lets a cheaper model answer", async () => {
  const { ctx, budgetId, set, spent } = await spender();
  const little = { limit: spent + 1n, thresholds: [] };
  const cheaper = await set({ ...little, onLimit: "downgrade", downgradeTo: "compatible/gpt-4o-mini" });
  await set(little);
  await tellPaused(ctx, await getQuote(ctx, {}), await listStandings(ctx));
  expect([await told(cheaper.budgetId), await told(budgetId)]).toMatchObject([[], [{ percent: 100 }]]);
});

test("a thread's limit is told when it stops somebody, not when it is set", async () => {
  const ctx = await lab.newCtx("member");
  const { started } = await sendAndWait(ctx, "First [[upstream:tokens:50]]");
  const { threadId } = started;
  await setThreadLimit(ctx, { threadId, limit: 1n });
  const alerts = () =>
    lab.db
      .select({ payload: outbox.payload })
      .from(outbox)
      .where(sql`${outbox.payload}->>'scopeId' = ${threadId}`);
  expect(await alerts()).toEqual([]);
  const again = { threadId, text: "Second", idempotencyKey: randomUUID() };
  await expect(startRun(ctx, again)).rejects.toMatchObject(REFUSED);
  expect(await alerts()).toMatchObject([{ payload: { scope: "thread", percent: 100 } }]);
});
