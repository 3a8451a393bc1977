import { eq, inArray } from "drizzle-orm";
import { expect, test } from "vitest";
import { budgets, users } from "@/db/schema";
import { useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { isAppError } from "@/lib/errors";
import { verifyLedger } from "@/lib/ledger";
import { createDepartment } from "@/lib/org";
import { addTopUp, assignMembers, changeLimits, findBudgets, removeBudgets, setBudget, takeBack } from ".";
import { ask, giveBack, makeAttempt, memberBudget, post } from "./testing";

const db = useTestDb(24);
const MEMBERS = 6;
const CALLS = 12;

async function givenBudgets() {
  const ctx = { db, actor: await makeMember(db, "admin") };
  const people = await Promise.all(
    Array.from({ length: MEMBERS }, async () => {
      const { userId } = await makeMember(db);
      const { budgetId } = await setBudget(ctx, { ...memberBudget(userId, "month"), limit: 1_000n });
      return { userId, budgetId };
    }),
  );
  return { ctx, people, budgetIds: people.map(({ budgetId }) => budgetId) };
}

/** Holds 100 and posts 60 of it, or gives it back; true where it was admitted. */
async function call(userId: string, n: number): Promise<boolean> {
  try {
    const attempt = await db.transaction(async (tx) => {
      const made = await makeAttempt(tx, userId);
      await ask(tx, { ...made, amount: 100n, at: new Date() });
      return made;
    });
    await db.transaction((tx) =>
      n % 3 === 0 ? giveBack(tx, attempt) : post(tx, attempt, { costPicoUsd: 60n }),
    );
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "budget_exceeded") return false;
    throw error;
  }
}

test("calls and changes of many budgets, in any order, never wait in a circle and lose nothing", async () => {
  const { ctx, people, budgetIds } = await givenBudgets();
  const calls = people.flatMap(({ userId }) => Array.from({ length: CALLS }, (_, n) => call(userId, n)));
  const backwards = budgetIds.toReversed();
  const changes = [
    changeLimits(ctx, { budgetIds, change: { basisPoints: 1_000n } }),
    changeLimits(ctx, { budgetIds: backwards, change: { basisPoints: 1_000n } }),
    changeLimits(ctx, { budgetIds, change: { basisPoints: 1_000n } }),
    setBudget(ctx, { ...memberBudget(people[0]?.userId ?? "", "day"), limit: 5_000n }),
  ];
  const admitted = await Promise.all(calls);
  expect(admitted).toContain(true);
  await Promise.all(changes);
  const after = await findBudgets(ctx, budgetIds);
  const inOrder = budgetIds.map((id) => after.find(({ budgetId }) => budgetId === id));
  // 1,000 three times raised by a tenth, whatever came between.
  expect(inOrder.map((one) => one?.limit)).toEqual(people.map(() => 1_331n));
  const posted = people.map(
    (_, place) =>
      admitted.slice(place * CALLS, (place + 1) * CALLS).filter((was, n) => was && n % 3 > 0).length,
  );
  expect(inOrder.map((one) => [one?.standing?.spent, one?.standing?.reserved])).toEqual(
    posted.map((count) => [BigInt(count) * 60n, 0n]),
  );
  const report = await verifyLedger(db, "UTC");
  expect(report).toMatchObject({ driftPicoUsd: 0n, problems: [] });
});

test("no call is admitted above the lower of two limits once both are lowered", async () => {
  const { ctx, people, budgetIds } = await givenBudgets();
  const calls = () =>
    Promise.all(people.flatMap(({ userId }) => Array.from({ length: 4 }, () => call(userId, 1))));
  const [, during] = await Promise.all([
    changeLimits(ctx, { budgetIds, change: { unit: "usd", amount: 0n } }),
    calls(),
  ]);
  expect(during.length).toBe(MEMBERS * 4);
  expect(await calls()).toEqual(during.map(() => false));
});

test("removing, bringing back and moving people at once end in one of both, without a deadlock", async () => {
  const { ctx, people, budgetIds } = await givenBudgets();
  const userIds = people.map(({ userId }) => userId);
  const { departmentId } = await createDepartment(ctx, { name: `Race ${userIds[0]}` });
  const { changes } = await removeBudgets(ctx, { budgetIds });
  const [one, other] = await Promise.allSettled([
    takeBack(ctx, changes),
    takeBack(ctx, changes.toReversed()),
  ]);
  expect([one.status, other.status].toSorted()).toEqual(["fulfilled", "rejected"]);
  await Promise.all([
    assignMembers(ctx, { userIds, departmentId }),
    assignMembers(ctx, { userIds: userIds.toReversed(), departmentId }),
    ...userIds.map((userId) => call(userId, 1)),
  ]);
  expect(await db.$count(budgets, inArray(budgets.scopeId, userIds))).toBe(MEMBERS);
  expect(await db.$count(users, eq(users.departmentId, departmentId))).toBe(MEMBERS);
  expect(await verifyLedger(db, "UTC")).toMatchObject({ driftPicoUsd: 0n, problems: [] });
});

test("an undo beside another admin's change never wins over it", async () => {
  const { ctx, people, budgetIds } = await givenBudgets();
  const { changes } = await changeLimits(ctx, { budgetIds, change: { basisPoints: 1_000n } });
  const stops = people.map(({ userId }) =>
    setBudget(ctx, { ...memberBudget(userId, "month"), limit: 0n, thresholds: [10] }),
  );
  const [undone] = await Promise.allSettled([takeBack(ctx, changes), ...stops]);
  if (undone.status === "rejected") expect(undone.reason).toMatchObject({ code: "conflict" });
  const rows = await db.select().from(budgets).where(inArray(budgets.id, budgetIds));
  expect(rows.map(({ limit, thresholds }) => [limit, thresholds])).toEqual(people.map(() => [0n, [10]]));
});

test("a top-up beside a removal is told as lost, or refused", async () => {
  const { ctx, budgetIds } = await givenBudgets();
  const topUp = { amount: 5n, endsAt: new Date(Date.now() + 86_400_000), reason: "Workshop" };
  const [removed, ...added] = await Promise.allSettled([
    removeBudgets(ctx, { budgetIds }),
    ...budgetIds.map((budgetId) => addTopUp(ctx, { budgetId, ...topUp })),
  ]);
  if (removed.status === "rejected") throw removed.reason;
  const topUpIds = added.flatMap((one) => (one.status === "fulfilled" ? [one.value.topUpId] : []));
  expect(removed.value.lost.topUpIds.toSorted()).toEqual(topUpIds.toSorted());
  expect(removed.value.done).toHaveLength(MEMBERS);
});
