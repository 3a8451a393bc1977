import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { auditEntries, budgetRequests, budgets, budgetTopUps, plans, users } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import type { Ctx } from "@/lib/org/types";
import { setBudget } from "../set";
import { standingsFor } from "../standings";
import { ask, makeAttempt, memberBudget } from "../testing";
import { addTopUp } from "../top-ups";
import { askForBudget } from "./ask";
import { approveRequest, declineRequest } from "./decide";
import { findRequest } from "./find";
import { listRequests } from "./list";
import { dismissAnswer, reopenRequest, withdrawRequest } from "./withdraw";

/** Whoever is stopped here commits a price, and what is listed is everybody's. */
const own = useOwnDb(10);
const USD = 1_000_000_000_000n;
const DAY_MS = 86_400_000;

async function given(limit = 5n * USD) {
  const member: Ctx = { db: own.db, actor: await makeMember(own.db) };
  const admins: Ctx[] = await Promise.all(
    [0, 1].map(async () => ({ db: own.db, actor: await makeMember(own.db, "admin") })),
  );
  const [admin, other] = admins;
  if (!admin || !other) throw new Error("Two admins were made.");
  const { budgetId } = await setBudget(admin, { ...memberBudget(member.actor.userId, "month"), limit });
  return { member, admin, other, budgetId };
}

const wish = (budgetId: string) => ({
  ...{ budgetId, amount: 2n * USD, neededUntil: null, reason: "The quarter's report." },
});

const effectiveLimit = async ({ actor }: Ctx, budgetId: string) =>
  (await standingsFor(own.db, actor.userId)).find((one) => one.budgetId === budgetId)?.effectiveLimit;

const auditOf = (requestId: string) =>
  own.db.select().from(auditEntries).where(eq(auditEntries.subjectId, requestId));

const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.map((one) => (one.status === "fulfilled" ? "done" : one.reason.code)).toSorted();

describe("a request for budget", () => {
  test("approved by two admins at once, is granted once", async () => {
    for (let round = 0; round < 5; round++) {
      const { member, admin, other, budgetId } = await given();
      const { requestId } = await askForBudget(member, wish(budgetId));
      const until = new Date(Date.now() + DAY_MS);
      const results = await Promise.allSettled(
        [admin, other, admin, other].map((ctx) =>
          approveRequest(ctx, { requestId, amount: 2n * USD, until, answer: "" }),
        ),
      );
      expect(codes(results)).toEqual(["conflict", "conflict", "conflict", "done"]);
      const topUps = await own.db.select().from(budgetTopUps).where(eq(budgetTopUps.budgetId, budgetId));
      expect(topUps.map(({ amount, endsAt }) => ({ amount, endsAt }))).toEqual([
        { amount: 2n * USD, endsAt: until },
      ]);
      expect(await effectiveLimit(member, budgetId)).toBe(7n * USD);
      expect((await auditOf(requestId)).map(({ act }) => act)).toEqual(["budget_request.approve"]);
    }
  });

  test("withdrawn and approved at once, is one of the two", async () => {
    for (let round = 0; round < 5; round++) {
      const { member, admin, budgetId } = await given();
      const { requestId } = await askForBudget(member, wish(budgetId));
      const grant = { requestId, amount: 2n * USD, until: null, answer: "" };
      const results = await Promise.allSettled([
        withdrawRequest(member, { requestId }),
        approveRequest(admin, grant),
      ]);
      expect(codes(results)).toEqual(["conflict", "done"]);
      const [row] = await own.db.select().from(budgetRequests).where(eq(budgetRequests.id, requestId));
      const isApproved = results[1]?.status === "fulfilled";
      expect(row?.state).toBe(isApproved ? "approved" : "withdrawn");
      expect(await effectiveLimit(member, budgetId)).toBe(isApproved ? 7n * USD : 5n * USD);
    }
  });

  test("is one at a time, also asked from two tabs at once", async () => {
    const { member, budgetId } = await given();
    const results = await Promise.allSettled([1, 2, 3].map(() => askForBudget(member, wish(budgetId))));
    expect(codes(results)).toEqual(["conflict", "conflict", "done"]);
  });

  test("approved for good raises the member's own budget, and lets them go on", async () => {
    const { member, admin, budgetId } = await given(1n * USD);
    const attempt = await makeAttempt(own.db, member.actor.userId);
    const call = { ...attempt, amount: 2n * USD, at: new Date() };
    await expect(own.db.transaction((tx) => ask(tx, call))).rejects.toMatchObject({
      code: "budget_exceeded",
    });
    const { requestId } = await askForBudget(member, wish(budgetId));
    await approveRequest(admin, { requestId, amount: 3n * USD, until: null, answer: "Gladly." });
    expect(await own.db.transaction((tx) => ask(tx, call))).toBe(2n * USD);
    const [budget] = await own.db.select().from(budgets).where(eq(budgets.id, budgetId));
    expect(budget?.limit).toBe(4n * USD);
    expect(await findRequest(member)).toMatchObject({
      ...{ requestId, state: "approved", amount: 2n * USD, grantedAmount: 3n * USD, answer: "Gladly." },
    });
    await dismissAnswer(member, { requestId });
    expect(await findRequest(member)).toBeNull();
  });

  test("about a share by plan never gives less: what was added for a while stays", async () => {
    const { member, admin } = await given();
    const planId = newId();
    await own.db.insert(plans).values({ id: planId, name: `Plan ${planId}` });
    await own.db.update(users).set({ planId }).where(eq(users.id, member.actor.userId));
    const plan = { scope: "plan", scopeId: planId, period: "day", unit: "usd", onLimit: "block" } as const;
    const { budgetId } = await setBudget(admin, { ...plan, limit: 1n * USD });
    const topUp = { budgetId, endsAt: new Date(Date.now() + DAY_MS), reason: "A workshop." };
    await addTopUp(admin, { ...topUp, subjectId: member.actor.userId, amount: 8n * USD });
    await addTopUp(admin, { ...topUp, amount: 4n * USD });
    expect(await effectiveLimit(member, budgetId)).toBe(13n * USD);
    const { requestId } = await askForBudget(member, wish(budgetId));
    await approveRequest(admin, { requestId, amount: 2n * USD, until: null, answer: "" });
    const standings = await standingsFor(own.db, member.actor.userId);
    const holding = standings.filter(({ period, enforced }) => period === "day" && enforced);
    expect(holding.map(({ scope, limit, effectiveLimit: most }) => ({ scope, limit, most }))).toEqual([
      { scope: "member", limit: 3n * USD, most: 15n * USD },
    ]);
  });

  test("about a share by plan gives that member alone more", async () => {
    const { member, admin } = await given();
    const { member: colleague } = await given();
    const planId = newId();
    await own.db.insert(plans).values({ id: planId, name: `Plan ${planId}` });
    const both = [member.actor.userId, colleague.actor.userId];
    await own.db.update(users).set({ planId }).where(inArray(users.id, both));
    const key = {
      scope: "plan",
      scopeId: planId,
      period: "week",
      unit: "messages",
      onLimit: "block",
    } as const;
    const { budgetId } = await setBudget(admin, { ...key, limit: 10n });
    const first = await askForBudget(member, { ...wish(budgetId), amount: 5n });
    const until = new Date(Date.now() + DAY_MS);
    await approveRequest(admin, { ...first, amount: 5n, until, answer: "" });
    expect(await effectiveLimit(member, budgetId)).toBe(15n);
    expect(await effectiveLimit(colleague, budgetId)).toBe(10n);
    const second = await askForBudget(colleague, { ...wish(budgetId), amount: 7n });
    await approveRequest(admin, { ...second, amount: 7n, until: null, answer: "" });
    const [raised] = await own.db
      .select()
      .from(budgets)
      .where(and(eq(budgets.scopeId, colleague.actor.userId), eq(budgets.unit, "messages")));
    expect(raised).toMatchObject({ scope: "member", period: "week", limit: 17n });
    expect(await effectiveLimit(member, budgetId)).toBe(15n);
  });

  test("whose budget cannot be raised stays open, and nothing is recorded", async () => {
    const { member, admin, budgetId } = await given();
    const { requestId } = await askForBudget(member, wish(budgetId));
    await own.db.delete(budgets).where(eq(budgets.id, budgetId));
    const grant = { requestId, amount: 2n * USD, until: null, answer: "" };
    await expect(approveRequest(admin, grant)).rejects.toMatchObject({ code: "conflict" });
    expect(await findRequest(member)).toMatchObject({ state: "open", budget: null });
    expect(await auditOf(requestId)).toEqual([]);
    await declineRequest(admin, { requestId, answer: "Your budget is gone." });
    expect(await findRequest(member)).toMatchObject({ state: "declined", answer: "Your budget is gone." });
  });

  test("comes back after a withdrawal, unless there is another one", async () => {
    const { member, budgetId } = await given();
    const { requestId } = await askForBudget(member, wish(budgetId));
    await withdrawRequest(member, { requestId });
    expect(await findRequest(member)).toBeNull();
    await reopenRequest(member, { requestId });
    expect(await findRequest(member)).toMatchObject({ requestId, state: "open" });
    await withdrawRequest(member, { requestId });
    await askForBudget(member, wish(budgetId));
    await expect(reopenRequest(member, { requestId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("is listed for admins with where its budget stands, and for nobody else", async () => {
    const { member, admin, budgetId } = await given();
    const { requestId } = await askForBudget(member, wish(budgetId));
    const seen = [];
    let cursor: string | undefined;
    do {
      const page = await listRequests(admin, { cursor });
      seen.push(...page.requests);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.filter((one) => one.requestId === requestId)).toMatchObject([
      { amount: 2n * USD, standing: { spent: 0n, effectiveLimit: 5n * USD } },
    ]);
    await expect(listRequests(member)).rejects.toMatchObject({ code: "forbidden" });
    const grant = { requestId, amount: 1n, until: null, answer: "" };
    await expect(approveRequest(member, grant)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("of another member is as one that is missing, and so is another's budget", async () => {
    const { member, budgetId } = await given();
    const stranger = (await given()).member;
    const { requestId } = await askForBudget(member, wish(budgetId));
    for (const id of [requestId, newId(), "nonsense"]) {
      await expect(withdrawRequest(stranger, { requestId: id })).rejects.toMatchObject({ code: "not_found" });
      await expect(reopenRequest(stranger, { requestId: id })).rejects.toMatchObject({ code: "not_found" });
    }
    for (const id of [budgetId, newId()]) {
      await expect(askForBudget(stranger, wish(id))).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await findRequest(stranger)).toBeNull();
  });
});
