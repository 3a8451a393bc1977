import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { attempts, entries, unpricedDays, usageDays } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { adjustAttempt } from "@/lib/assistants";
import { setBudget } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { ledgerTotals, verifyLedger } from ".";

const usage = {
  inputTokens: 70,
  cachedInputTokens: 20,
  cacheWriteTokens: 0,
  outputTokens: 5,
  reasoningTokens: 3,
};
const at = new Date("2026-11-22T10:00:00Z");

describe("the ledger", () => {
  const db = useTestDb();

  async function settleOne(tx: Parameters<typeof makeAttempt>[0], userId: string, costPicoUsd: bigint) {
    const attempt = await makeAttempt(tx, userId);
    await ask(tx, { ...attempt, amount: costPicoUsd, at });
    await post(tx, attempt, { usage, costPicoUsd });
    return attempt;
  }

  test("refuses to change or remove an entry", () =>
    inTestTransaction(db, async (tx) => {
      const { attemptId } = await settleOne(tx, (await makeMember(tx)).userId, 5n);
      const change = tx.transaction((sp) =>
        sp.update(entries).set({ costPicoUsd: 1n }).where(eq(entries.attemptId, attemptId)),
      );
      await expect(change).rejects.toMatchObject({
        cause: { message: expect.stringContaining("append-only") },
      });
      const removal = tx.transaction((sp) => sp.delete(entries).where(eq(entries.attemptId, attemptId)));
      await expect(removal).rejects.toMatchObject({
        cause: { message: expect.stringContaining("append-only") },
      });
    }));

  test("adds tokens and dollars by certainty", () =>
    inTestTransaction(db, async (tx) => {
      const before = await ledgerTotals(tx);
      const { userId } = await makeMember(tx);
      await settleOne(tx, userId, 1_000_000_000_000n);
      const totals = await ledgerTotals(tx);
      expect(totals.entries - before.entries).toBe(1);
      expect(totals.tokens.input - before.tokens.input).toBe(70);
      expect(Number(totals.usd.exact) - Number(before.usd.exact)).toBeCloseTo(1, 9);
    }));

  test("finds one unit of drift in a roll-up, in a budget and in an attempt", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      await setBudget({ db: tx, actor }, { ...memberBudget(actor.userId, "month"), limit: 100n, now: at });
      const { attemptId } = await settleOne(tx, actor.userId, 40n);
      expect(await report(tx)).toEqual([0n, 0]);

      await tx.update(usageDays).set({ costPicoUsd: 41n }).where(eq(usageDays.userId, actor.userId));
      expect(await report(tx)).toEqual([1n, 1]);
      await tx.update(usageDays).set({ costPicoUsd: 40n }).where(eq(usageDays.userId, actor.userId));

      await tx.execute(
        sql`update budget_periods p set spent_amount = 38 from budgets b where b.id = p.budget_id and b.scope_id = ${actor.userId}`,
      );
      expect(await report(tx)).toEqual([2n, 1]);
      await tx.execute(
        sql`update budget_periods p set spent_amount = 40 from budgets b where b.id = p.budget_id and b.scope_id = ${actor.userId}`,
      );

      await tx.update(attempts).set({ endedAt: null }).where(eq(attempts.id, attemptId));
      expect((await report(tx))[1]).toBe(1);
    }));

  test("finds one token too many in a budget of tokens, which is no drift in dollars", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const key = { ...memberBudget(actor.userId, "month"), unit: "tokens" as const };
      await setBudget({ db: tx, actor }, { ...key, limit: 1_000n, now: at });
      await settleOne(tx, actor.userId, 40n);
      expect(await report(tx)).toEqual([0n, 0]);
      await tx.execute(
        sql`update budget_periods p set spent_amount = 76 from budgets b where b.id = p.budget_id and b.scope_id = ${actor.userId}`,
      );
      expect(await report(tx)).toEqual([0n, 1]);
    }));

  test("finds an attempt that has an entry without its figures, and one that is held for too long", () =>
    inTestTransaction(db, async (tx) => {
      const { userId } = await makeMember(tx);
      const { attemptId } = await settleOne(tx, userId, 40n);
      await tx.update(attempts).set({ costPicoUsd: null }).where(eq(attempts.id, attemptId));
      expect(await report(tx)).toEqual([40n, 1]);
      const stuck = await makeAttempt(tx, userId);
      await ask(tx, { ...stuck, amount: 5n, at });
      const past = sql`now() - interval '61 seconds'`;
      await tx.update(attempts).set({ leaseExpiresAt: past }).where(eq(attempts.id, stuck.attemptId));
      const { checks } = await verifyLedger(tx, "UTC");
      const wrong = checks.flatMap(({ name, wrong: rows }) => (rows > 0 ? [name] : []));
      expect(wrong).toEqual(["attempts", "deadlines"]);
    }));

  test("counts a day's calls without a price until they have one, and finds one too many", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const calls = [await makeAttempt(tx, actor.userId), await makeAttempt(tx, actor.userId)];
      for (const attempt of calls) {
        await ask(tx, { ...attempt, amount: 5n, at });
        await post(tx, attempt, { usage, costPicoUsd: 0n, certainty: "unpriced" });
      }
      const ofMember = eq(unpricedDays.userId, actor.userId);
      const counted = async () => {
        const rows = await tx.select().from(unpricedDays).where(ofMember);
        return rows.reduce((sum, { calls: n }) => sum + n, 0);
      };
      expect(await counted()).toBe(2);
      expect(await report(tx)).toEqual([0n, 0]);

      const attemptId = calls[0]?.attemptId ?? "";
      await adjustAttempt({ db: tx, actor }, { attemptId, costUsd: "2.5", why: "The invoice says so." });
      await adjustAttempt({ db: tx, actor }, { attemptId, costUsd: "1.5", why: "It says less." });
      expect(await counted()).toBe(1);
      expect(await report(tx)).toEqual([0n, 0]);

      await tx.update(unpricedDays).set({ calls: 7 }).where(ofMember);
      expect(await report(tx)).toEqual([0n, 1]);
    }));

  async function report(tx: Parameters<typeof verifyLedger>[0]): Promise<[bigint, number]> {
    const { driftPicoUsd, problems } = await verifyLedger(tx, "UTC");
    return [driftPicoUsd, problems.length];
  }
});
