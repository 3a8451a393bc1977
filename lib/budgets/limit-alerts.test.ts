import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { outbox, plans } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import {
  addTopUp,
  assignMember,
  changeLimits,
  endTopUp,
  listTopUps,
  removeBudget,
  removeBudgets,
  setBudget,
  setEveryonesBudget,
  setOwnLimit,
  setThreadLimit,
  takeBack,
  tellUsedUp,
} from ".";
import { ask, makeAttempt, memberBudget, post } from "./testing";

const own = useOwnDb();

const inMonth = (work: (lab: Awaited<ReturnType<typeof spender>>) => Promise<void>) => () =>
  inTestTransaction(own.db, async (tx) => work(await spender(tx)));

/** An admin who has spent 85 this month. */
async function spender(tx: Conn) {
  const ctx = { db: tx, actor: await makeMember(tx, "admin") };
  const { userId } = ctx.actor;
  const attempt = await makeAttempt(tx, userId);
  await ask(tx, { ...attempt, amount: 85n, at: new Date() });
  await post(tx, attempt, { costPicoUsd: 85n });
  const key = memberBudget(userId, "month");
  const set = async (limit: bigint) => (await setBudget(ctx, { ...key, limit })).budgetId;
  return { ctx, tx, userId, threadId: attempt.threadId, key, set };
}

/** Percentage, what is spent and the limit of what was told of a budget, in order. */
async function told(tx: Conn, budgetId: string): Promise<unknown[][]> {
  const rows = await tx
    .select({ payload: outbox.payload })
    .from(outbox)
    .where(sql`${outbox.payload}->>'budgetId' = ${budgetId}`)
    .orderBy(outbox.id);
  return rows.map(({ payload: { percent, spent, limit } }) => [percent, spent, limit]);
}

describe("a limit is told once it is set", () => {
  test(
    "below what is spent, by the highest threshold alone",
    inMonth(async ({ tx, set }) => {
      const budgetId = await set(80n);
      expect(await told(tx, budgetId)).toEqual([[100, "85", "80"]]);
      await set(80n);
      await set(70n);
      expect(await told(tx, budgetId), "used up as before").toHaveLength(1);
    }),
  );

  test(
    "at exactly what is spent, or so that a threshold is behind it; and not far above",
    inMonth(async ({ tx, set }) => {
      const budgetId = await set(1_000n);
      expect(await told(tx, budgetId)).toEqual([]);
      await set(100n);
      await set(85n);
      expect(await told(tx, budgetId)).toEqual([
        [80, "85", "100"],
        [100, "85", "85"],
      ]);
    }),
  );

  test(
    "anew after a raise put it out of reach, and not for the raise",
    inMonth(async ({ tx, set }) => {
      const budgetId = await set(80n);
      await set(84n);
      await set(1_000n);
      expect(await told(tx, budgetId)).toEqual([[100, "85", "80"]]);
      await set(75n);
      expect(await told(tx, budgetId)).toEqual([
        [100, "85", "80"],
        [100, "85", "75"],
      ]);
    }),
  );

  test(
    "in bulk, by an undo and for everyone",
    inMonth(async ({ ctx, tx, userId, set }) => {
      const budgetId = await set(1_000n);
      const { changes } = await changeLimits(ctx, {
        budgetIds: [budgetId],
        change: { unit: "usd", amount: 85n },
      });
      expect(await told(tx, budgetId)).toEqual([[100, "85", "85"]]);
      await takeBack(ctx, changes);
      await changeLimits(ctx, { budgetIds: [budgetId], change: { basisPoints: -9_500n } });
      expect(await told(tx, budgetId), "50 instead of 1,000").toHaveLength(2);
      await removeBudget(ctx, { budgetId });
      await setEveryonesBudget(ctx, { period: "month", limit: 60n, replace: true });
      const mine = sql`${outbox.payload}->>'scopeId' = ${userId} and ${outbox.payload}->>'limit' = '60'`;
      expect(await tx.$count(outbox, mine)).toBe(1);
    }),
  );

  test(
    "but not by a member for themself or their thread, who could ring it at will",
    inMonth(async ({ ctx, tx, userId, threadId }) => {
      for (const limit of [80n, 10_000n, 70n]) {
        await setOwnLimit(ctx, { period: "month", limit });
        await setThreadLimit(ctx, { threadId, limit });
      }
      expect(await tx.$count(outbox, sql`${outbox.payload}->>'scopeId' in (${userId}, ${threadId})`)).toBe(0);
    }),
  );

  test(
    "at the next call where a member set it for themself or their thread, by the highest threshold alone",
    inMonth(async ({ ctx, tx, userId, threadId }) => {
      const mine = sql`${outbox.payload}->>'scopeId' in (${userId}, ${threadId})`;
      const percents = async () => {
        const rows = await tx.select({ payload: outbox.payload }).from(outbox).where(mine).orderBy(outbox.id);
        return rows.map(({ payload: { scope, percent } }) => `${scope} ${percent}`).toSorted();
      };
      const limitBoth = async (limit: bigint) => {
        await setOwnLimit(ctx, { period: "month", limit });
        await setThreadLimit(ctx, { threadId, limit });
      };
      const spend = async (amount: bigint) => {
        const attempt = { ...(await makeAttempt(tx, userId)), threadId };
        await ask(tx, { ...attempt, amount, at: new Date() });
        await post(tx, attempt, { costPicoUsd: amount });
      };
      await limitBoth(88n);
      await spend(1n);
      expect(await percents(), "86 of 88").toEqual(["self 95", "thread 95"]);
      for (const limit of [80n, 1_000n, 100n]) await limitBoth(limit);
      await spend(1n);
      expect(await percents(), "raised and lowered, 87 of 100").toEqual([
        ...["self 80", "self 95", "thread 80", "thread 95"],
      ]);
    }),
  );

  test(
    "by an admin for a thread too, saying whose it is and who set it",
    inMonth(async ({ ctx: member, tx, userId, threadId }) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      await setThreadLimit(member, { threadId, limit: 10_000n });
      const key = { ...memberBudget("", "total"), scope: "thread", scopeId: threadId } as const;
      const { budgetId } = await setBudget(ctx, { ...key, limit: 80n });
      expect(await told(tx, budgetId)).toEqual([[100, "85", "80"]]);
      const [alert] = await tx
        .select({ payload: outbox.payload })
        .from(outbox)
        .where(sql`${outbox.payload}->>'budgetId' = ${budgetId}`);
      expect(alert?.payload).toMatchObject({ userId, setBy: ctx.actor.userId });
    }),
  );

  test(
    "and not below a threshold that was told before",
    inMonth(async ({ ctx, tx, key, set }) => {
      const budgetId = await set(100n);
      await setBudget(ctx, { ...key, limit: 100n, thresholds: [10, 30, 80] });
      expect(await told(tx, budgetId)).toEqual([[80, "85", "100"]]);
    }),
  );

  test(
    "and not again where its removal is taken back",
    inMonth(async ({ ctx, tx, userId, set }) => {
      const budgetId = await set(80n);
      const { changes } = await removeBudgets(ctx, { budgetIds: [budgetId] });
      await takeBack(ctx, changes);
      const mine = sql`${outbox.payload}->>'scopeId' = ${userId}`;
      expect(await tx.$count(outbox, mine)).toBe(1);
      await set(1_000n);
      await set(60n);
      expect(await tx.$count(outbox, mine), "raised and lowered, it is told anew").toBe(2);
    }),
  );

  test(
    "and a refusal that was decided before a raise tells nothing after it",
    inMonth(async ({ tx, key, set }) => {
      const budgetId = await set(1_000n);
      const startsAt = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth(), 1));
      const decided = { ...key, budgetId, subjectId: "", startsAt, spent: 85n, model: "openai/gpt-4o" };
      await tellUsedUp(tx, { ...decided, limit: 86n });
      expect(await told(tx, budgetId)).toEqual([]);
      await tellUsedUp(tx, { ...decided, limit: 1_000n });
      expect(await told(tx, budgetId)).toHaveLength(1);
    }),
  );

  test(
    "by the end of a top-up",
    inMonth(async ({ ctx, tx, set }) => {
      const budgetId = await set(1_000n);
      const endsAt = new Date(Date.now() + 3_600_000);
      await addTopUp(ctx, { budgetId, amount: 900n, endsAt, reason: "A workshop." });
      await set(80n);
      expect(await told(tx, budgetId), "85 of 980").toEqual([]);
      const [topUp] = await listTopUps(ctx, { budgetId });
      await endTopUp(ctx, { topUpId: topUp?.topUpId ?? "" });
      expect(await told(tx, budgetId)).toEqual([[100, "85", "80"]]);
    }),
  );
});

describe("a limit that each member has of their own is told", () => {
  test(
    "to who is moved there and has spent it, and not where their own budget stands in for it",
    inMonth(async ({ ctx, tx, userId, set }) => {
      const [first, second] = [newId(), newId()];
      await tx.insert(plans).values([
        { id: first, name: `Plan ${first}` },
        { id: second, name: `Plan ${second}` },
      ]);
      await assignMember(ctx, { userId, planId: first });
      const other = await makeMember(tx);
      await assignMember(ctx, { userId: other.userId, planId: first });
      const plan = { ...memberBudget(userId, "month"), scope: "plan" } as const;
      const { budgetId } = await setBudget(ctx, { ...plan, scopeId: first, limit: 80n });
      expect(await told(tx, budgetId), "everybody's shares are not added up").toEqual([]);

      const moved = await setBudget(ctx, { ...plan, scopeId: second, limit: 50n });
      expect(await told(tx, moved.budgetId)).toEqual([]);
      await assignMember(ctx, { userId, planId: second });
      expect(await told(tx, moved.budgetId), "it was moved there").toEqual([[100, "85", "50"]]);

      await set(1_000n);
      await assignMember(ctx, { userId, planId: first });
      await setBudget(ctx, { ...plan, scopeId: second, limit: 40n });
      await assignMember(ctx, { userId, planId: second });
      expect(await told(tx, moved.budgetId), "their own budget of 1,000 stands in").toHaveLength(1);
    }),
  );
});
