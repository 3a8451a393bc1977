import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { auditEntries, budgets, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { createDepartment } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import {
  assignMembers,
  type BudgetPeriod,
  changeLimits,
  listBudgets,
  removeBudgets,
  setBudget,
  setOwnLimit,
  takeBack,
} from ".";
import { ask, makeAttempt, memberBudget, post } from "./testing";

const db = useTestDb();
const USD = 1_000_000_000_000n;

const givenAdmin = async (tx: Conn): Promise<Ctx> => ({ db: tx, actor: await makeMember(tx, "admin") });

async function givenBudget(ctx: Ctx, limit = 5n * USD, period: BudgetPeriod = "month") {
  const { userId } = await makeMember(ctx.db);
  const { budgetId } = await setBudget(ctx, { ...memberBudget(userId, period), limit });
  return { userId, budgetId };
}

async function limitsOf(tx: Conn, budgetIds: string[]): Promise<bigint[]> {
  const rows = await tx.select().from(budgets).where(inArray(budgets.id, budgetIds));
  return budgetIds.flatMap((id) => rows.filter((row) => row.id === id).map(({ limit }) => limit));
}

const recorded = (tx: Conn, { actor }: Ctx, act: "budget.set" | "budget.remove" | "member.department") =>
  tx
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.userId, actor.userId), eq(auditEntries.act, act)))
    .orderBy(auditEntries.id);

describe("the limits of several budgets", () => {
  test.each([
    { basisPoints: 1_000n, limit: 5n * USD, becomes: (11n * USD) / 2n },
    { basisPoints: -10_000n, limit: 5n * USD, becomes: 0n },
    { basisPoints: -2_550n, limit: 100n, becomes: 75n },
    { basisPoints: 3_333n, limit: 1n, becomes: 1n },
  ])("change by $basisPoints hundredths of a percent", async ({ basisPoints, limit, becomes }) => {
    await inTestTransaction(db, async (tx) => {
      const ctx = await givenAdmin(tx);
      const { budgetId } = await givenBudget(ctx, limit);
      await changeLimits(ctx, { budgetIds: [budgetId], change: { basisPoints } });
      expect(await limitsOf(tx, [budgetId])).toEqual([becomes]);
    });
  });

  test("are changed with a row of each, and all taken back as they were", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = await givenAdmin(tx);
      const [one, other] = [await givenBudget(ctx), await givenBudget(ctx, 2n * USD, "day")];
      const budgetIds = [one.budgetId, other.budgetId];
      const already = await recorded(tx, ctx, "budget.set");
      const { done, refused, changes } = await changeLimits(ctx, {
        budgetIds,
        change: { unit: "usd", amount: 3n * USD },
      });
      expect({ done: done.length, refused }).toEqual({ done: 2, refused: [] });
      expect(await limitsOf(tx, budgetIds)).toEqual([3n * USD, 3n * USD]);
      const rows = (await recorded(tx, ctx, "budget.set")).slice(already.length);
      expect(rows.map(({ before: was, after: is }) => [was?.limitPicoUsd, is?.limitPicoUsd])).toEqual([
        [String(5n * USD), String(3n * USD)],
        [String(2n * USD), String(3n * USD)],
      ]);
      await takeBack(ctx, changes);
      expect(await limitsOf(tx, budgetIds)).toEqual([5n * USD, 2n * USD]);
    });
  });

  test("keep what counts in another unit, what is a member's own, and what is as high as can be", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = await givenAdmin(tx);
      const { budgetId, userId } = await givenBudget(ctx);
      const messages = { ...memberBudget(userId, "month"), unit: "messages" } as const;
      const { budgetId: counted } = await setBudget(ctx, { ...messages, limit: 40n });
      await setOwnLimit(
        { db: tx, actor: { userId, role: "member", departmentId: null } },
        {
          period: "month",
          limit: USD,
        },
      );
      const [own] = await tx
        .select()
        .from(budgets)
        .where(and(eq(budgets.scope, "self"), eq(budgets.scopeId, userId)));
      const budgetIds = [budgetId, counted, own?.id ?? "", newId()];
      const set = await changeLimits(ctx, { budgetIds, change: { unit: "messages", amount: 50n } });
      expect(set.done).toEqual([counted]);
      expect(set.refused.toSorted()).toEqual([
        "A member’s own limit is theirs to set.",
        "It counts in another unit.",
        "This budget does not exist any more.",
      ]);
      expect(await limitsOf(tx, budgetIds)).toEqual([5n * USD, 50n, USD]);
      await setBudget(ctx, { ...memberBudget(userId, "month"), limit: 900_000n * USD });
      await expect(
        changeLimits(ctx, { budgetIds: [budgetId], change: { basisPoints: 10_000n } }),
      ).rejects.toMatchObject({ code: "invalid" });
    });
  });

  test("still count what was spent before", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = await givenAdmin(tx);
      const { budgetId, userId } = await givenBudget(ctx);
      const [spent, held] = [await makeAttempt(tx, userId), await makeAttempt(tx, userId)];
      for (const attempt of [spent, held]) await ask(tx, { ...attempt, amount: USD, at: new Date() });
      await post(tx, spent, { costPicoUsd: USD / 2n });
      await changeLimits(ctx, { budgetIds: [budgetId], change: { basisPoints: -5_000n } });
      const { budgets: listed } = await listBudgets(ctx, { scope: "member", text: userId });
      expect(listed).toMatchObject([
        { limit: (5n * USD) / 2n, standing: { spent: USD / 2n, reserved: USD, remaining: USD } },
      ]);
    });
  });

  test("are an admin's to change, to remove and to bring back", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = await givenAdmin(tx);
      const { budgetId, userId } = await givenBudget(ctx);
      const member: Ctx = { db: tx, actor: { userId, role: "member", departmentId: null } };
      const change = { unit: "usd", amount: 9n * USD } as const;
      for (const act of [
        () => changeLimits(member, { budgetIds: [budgetId], change }),
        () => removeBudgets(member, { budgetIds: [budgetId] }),
        () => takeBack(member, []),
        () => assignMembers(member, { userIds: [userId], planId: null }),
      ]) {
        await expect(act()).rejects.toMatchObject({ code: "forbidden" });
      }
      expect(await limitsOf(tx, [budgetId])).toEqual([5n * USD]);
    });
  });
});

test("several budgets are removed with a row of each, and brought back but for whom there is no more", async () => {
  await inTestTransaction(db, async (tx) => {
    const ctx = await givenAdmin(tx);
    const [one, other] = [await givenBudget(ctx), await givenBudget(ctx)];
    const { done, changes } = await removeBudgets(ctx, {
      budgetIds: [one.budgetId, other.budgetId, newId()],
    });
    expect(done).toHaveLength(2);
    expect(await limitsOf(tx, [one.budgetId, other.budgetId])).toEqual([]);
    expect(await recorded(tx, ctx, "budget.remove")).toHaveLength(2);
    const gone = changes.map((change) =>
      change.before.scopeId === other.userId
        ? { ...change, before: { ...change.before, scopeId: newId() } }
        : change,
    );
    expect(await takeBack(ctx, gone)).toMatchObject({
      done: [one.budgetId],
      refused: ["There is no such member."],
    });
    const left = () => tx.$count(budgets, inArray(budgets.scopeId, [one.userId, other.userId]));
    expect(await left()).toBe(1);
    expect(await takeBack(ctx, changes)).toMatchObject({
      done: [other.budgetId],
      refused: ["There is a new one in its place."],
    });
    expect(await left()).toBe(2);
  });
});

test("several members are moved with a row of each; who does not exist is left out", async () => {
  await inTestTransaction(db, async (tx) => {
    const ctx = await givenAdmin(tx);
    const [one, other] = [await makeMember(tx), await makeMember(tx)];
    const { departmentId } = await createDepartment(ctx, { name: newId() });
    const userIds = [one.userId, newId(), other.userId];
    const { done, refused } = await assignMembers(ctx, { userIds, departmentId });
    expect(done.toSorted()).toEqual([one.userId, other.userId].toSorted());
    expect(refused).toEqual(["There is no such member."]);
    expect(await tx.$count(users, eq(users.departmentId, departmentId))).toBe(2);
    expect(await recorded(tx, ctx, "member.department")).toHaveLength(2);
  });
});

describe("budgets are found", () => {
  test("by the name of whom they are for, their email or the model, within a scope", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = await givenAdmin(tx);
      const word = newId();
      const { userId } = await givenBudget(ctx);
      await tx
        .update(users)
        .set({ name: `Ann 100%_${word}` })
        .where(eq(users.id, userId));
      const { departmentId } = await createDepartment(ctx, { name: `Sales ${word}` });
      const monthly = { period: "month", unit: "usd", onLimit: "block", limit: USD } as const;
      await setBudget(ctx, { scope: "department", scopeId: departmentId, ...monthly });
      await setBudget(ctx, { scope: "model", scopeId: `test/${word}`, ...monthly });
      const attempt = await makeAttempt(tx, userId);
      await setBudget(ctx, { scope: "thread", scopeId: attempt.threadId, ...monthly });
      const found = async (text: string, scope?: "member" | "model") =>
        (await listBudgets(ctx, { text, scope })).budgets.map((budget) => budget.scope).toSorted();
      expect(await found(word.toUpperCase())).toEqual(["department", "member", "model", "thread"]);
      expect(await found(word, "model")).toEqual(["model"]);
      expect(await found(`100%_${word}`)).toEqual(["member", "thread"]);
      expect(await found(`1000_${word}`)).toEqual([]);
      expect(await found(`${userId}@EXAMPLE`)).toEqual(["member"]);
      expect(await found(newId())).toEqual([]);
    });
  });

  test("for everybody by that word", async () => {
    await inTestTransaction(db, async (tx) => {
      const ctx = await givenAdmin(tx);
      const key = {
        scope: "org",
        scopeId: null,
        period: "total",
        unit: "messages",
        onLimit: "notify",
      } as const;
      await setBudget(ctx, { ...key, limit: 10n });
      const { budgets: listed } = await listBudgets(ctx, { text: "everyb", scope: "org" });
      expect(listed.some(({ period }) => period === "total")).toBe(true);
    });
  });
});
