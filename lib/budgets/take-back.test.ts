import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { budgetRequests, budgets } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { addTopUp, changeLimits, removeBudget, removeBudgets, setBudget, setOwnLimit, takeBack } from ".";
import { memberBudget } from "./testing";

const db = useTestDb();

const inOrganisation = (run: (all: Awaited<ReturnType<typeof given>>) => Promise<void>) =>
  inTestTransaction(db, async (tx) => run(await given(tx)));

async function given(tx: Parameters<Parameters<typeof inTestTransaction>[1]>[0]) {
  const ctx = { db: tx, actor: await makeMember(tx, "admin") };
  const people = [await makeMember(tx), await makeMember(tx)];
  const keys = people.map(({ userId }) => memberBudget(userId, "month"));
  const budgetIds: string[] = [];
  for (const key of keys) budgetIds.push((await setBudget(ctx, { ...key, limit: 1_000n })).budgetId);
  const [first = "", second = ""] = budgetIds;
  const find = async (scopeId: string | null) => {
    const [row] = await tx
      .select()
      .from(budgets)
      .where(eq(budgets.scopeId, scopeId ?? ""));
    return row;
  };
  return { tx, ctx, people, keys, budgetIds, first, second, find };
}

test("what somebody changed since stays as they left it, and is told", () =>
  inOrganisation(async ({ ctx, keys: [own, other], budgetIds, second, find }) => {
    const { changes } = await changeLimits(ctx, { budgetIds, change: { basisPoints: 1_000n } });
    if (!own || !other) throw new Error("Two are given.");
    await setBudget(ctx, { ...own, limit: 1_100n, thresholds: [10] });
    expect(await takeBack(ctx, changes)).toEqual({
      done: [second],
      refused: ["It was changed again since."],
    });
    expect(await find(own.scopeId)).toMatchObject({ limit: 1_100n, thresholds: [10] });
    expect(await find(other.scopeId)).toMatchObject({ limit: 1_000n });
    await expect(takeBack(ctx, changes)).rejects.toMatchObject({ code: "conflict" });
  }));

test("what somebody removed since is not there again, and what they set anew stays", () =>
  inOrganisation(async ({ ctx, keys: [own], first, find }) => {
    if (!own) throw new Error("Two are given.");
    const raised = await changeLimits(ctx, { budgetIds: [first], change: { basisPoints: 1_000n } });
    await removeBudget(ctx, own);
    await expect(takeBack(ctx, raised.changes)).rejects.toMatchObject({ message: "It was removed since." });
    expect(await find(own.scopeId)).toBeUndefined();
    const { budgetId } = await setBudget(ctx, { ...own, limit: 7n });
    const removed = await removeBudgets(ctx, { budgetIds: [budgetId] });
    await setBudget(ctx, { ...own, limit: 8n });
    await expect(takeBack(ctx, removed.changes)).rejects.toMatchObject({
      message: "There is a new one in its place.",
    });
    expect(await find(own.scopeId)).toMatchObject({ limit: 8n });
  }));

test("a removal answers the top-ups that hold still and the open requests that lose their budget", () =>
  inOrganisation(async ({ tx, ctx, people: [person], first, budgetIds }) => {
    const topUp = { amount: 5n, endsAt: new Date(Date.now() + 86_400_000), reason: "Workshop" };
    const { topUpId } = await addTopUp(ctx, { budgetId: first, ...topUp });
    const past = Date.now() - 86_400_000;
    const over = { endsAt: new Date(past + 3_600_000), now: new Date(past) };
    await addTopUp(ctx, { budgetId: first, ...topUp, ...over });
    const requestId = newId();
    const request = { userId: person?.userId ?? "", budgetId: first, amount: 1n, reason: "More" };
    await tx.insert(budgetRequests).values({ id: requestId, ...request });
    const { lost } = await removeBudgets(ctx, { budgetIds });
    expect(lost.topUpIds).toEqual([topUpId]);
    expect(lost.requestIds).toEqual([requestId]);
  }));

test("a member's own limit is nobody else's to remove or to bring back", () =>
  inOrganisation(async ({ tx, ctx, people: [person] }) => {
    const member = { db: tx, actor: await makeMember(tx) };
    await setOwnLimit(member, { period: "day", limit: 5n });
    const [own] = await tx.select().from(budgets).where(eq(budgets.scopeId, member.actor.userId));
    await expect(removeBudgets(ctx, { budgetIds: [own?.id ?? ""] })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await tx.$count(budgets, eq(budgets.id, own?.id ?? ""))).toBe(1);
    const key = { ...memberBudget(person?.userId ?? "", "week"), scope: "self" } as const;
    const before = { ...key, budgetId: newId(), limit: 1n, downgradeTo: null, thresholds: [] };
    await expect(takeBack(ctx, [{ before, after: null }])).rejects.toMatchObject({ code: "conflict" });
  }));
