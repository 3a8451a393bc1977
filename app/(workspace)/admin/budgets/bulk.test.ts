import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { addTopUp, assignMembers, setBudget } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { isAppError } from "@/lib/errors";
import { parseUsd } from "@/lib/money";
import { createDepartment } from "@/lib/org";
import { applyLimits, applyRemoval } from "./bulk";
import { limitsInput, removalInput } from "./inputs";
import { budgetsOf, givenMember } from "./testing";

const db = useTestDb();

async function givenBudgets(tx: Conn) {
  const admin = await givenMember(tx, "admin");
  const [spender, other] = [await givenMember(tx), await givenMember(tx)];
  const ids: string[] = [];
  for (const { actor } of [spender, other]) {
    const { budgetId } = await setBudget(admin, {
      ...memberBudget(actor.userId, "month"),
      limit: parseUsd("5"),
    });
    ids.push(budgetId);
  }
  const attempt = await makeAttempt(tx, spender.actor.userId);
  await ask(tx, { ...attempt, amount: 0n, at: new Date() });
  await post(tx, attempt, { costPicoUsd: parseUsd("1") });
  const limits = async () =>
    (await Promise.all([spender, other].map(({ actor }) => budgetsOf(tx, actor.userId)))).map(
      ([budget]) => budget?.limit,
    );
  return { admin, spender, other, ids, limits };
}

const typed = (ids: string[], values: Record<string, string>) =>
  limitsInput.parse({ ids: ids.join(","), how: "raise", unit: "usd", ...values });

describe("the limits of several budgets, as they are typed", () => {
  test.each([
    [{ amount: "10" }, "5.5"],
    [{ amount: "12,5 %" }, "5.625"],
    [{ how: "lower", amount: "2.5%" }, "4.875"],
    [{ how: "set", amount: "$8" }, "8"],
  ])("%j come to $%s", (values, becomes) =>
    inTestTransaction(db, async (tx) => {
      const { admin, ids, limits } = await givenBudgets(tx);
      await applyLimits(admin, typed(ids, values));
      expect(await limits()).toEqual([parseUsd(becomes), parseUsd(becomes)]);
    }),
  );

  test.each([
    [{ amount: "" }],
    [{ amount: "0" }],
    [{ amount: "a lot" }],
    [{ amount: "-10" }],
    [{ amount: "1001" }],
    [{ how: "lower", amount: "101" }],
    [{ how: "set", amount: "five" }],
  ])("%j are refused at the field", (values) =>
    inTestTransaction(db, async (tx) => {
      const { admin, ids, limits } = await givenBudgets(tx);
      await expect(applyLimits(admin, typed(ids, values))).rejects.toMatchObject({
        code: "invalid",
        details: { field: "amount" },
      });
      expect(await limits()).toEqual([parseUsd("5"), parseUsd("5")]);
    }),
  );

  test("stop somebody at once only after a yes to just that", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, ids, limits } = await givenBudgets(tx);
      const apply = (values: Record<string, string>) =>
        tx.transaction((inside) =>
          applyLimits({ ...admin, db: inside }, typed(ids, { how: "set", amount: "0.5", ...values })),
        );
      const error: unknown = await apply({}).catch((refused: unknown) => refused);
      if (!isAppError(error)) throw error;
      expect(error.message).toBe(
        "1 of them is used up at once: Member 07. Whoever is limited by it is stopped until it resets or is raised.",
      );
      expect(await limits()).toEqual([parseUsd("5"), parseUsd("5")]);
      const confirmed = error.details.question ?? "";
      await expect(apply({ amount: "0.4", confirmed })).rejects.toMatchObject({ code: "conflict" });
      await apply({ confirmed });
      expect(await limits()).toEqual([parseUsd("0.5"), parseUsd("0.5")]);
    }));
});

describe("somebody is stopped at once", () => {
  const zero = { how: "set", amount: "0" };

  test("by a limit of nothing, spent or not, and by a share of a department's", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, spender, other, ids } = await givenBudgets(tx);
      const { departmentId } = await createDepartment(admin, { name: `Sales ${newId()}` });
      const userIds = [spender, other].map(({ actor }) => actor.userId);
      const key = { scope: "department_member", scopeId: departmentId, onLimit: "block" } as const;
      const { budgetId } = await setBudget(admin, {
        ...key,
        period: "day",
        unit: "usd",
        limit: parseUsd("5"),
      });
      const apply = (chosen: string[], values: Record<string, string>) =>
        tx.transaction((inside) => applyLimits({ ...admin, db: inside }, typed(chosen, values)));
      await apply([budgetId], zero);
      await apply([budgetId], { how: "set", amount: "5" });
      await assignMembers(admin, { userIds, departmentId });
      const asked = { code: "conflict", details: { question: expect.stringMatching(/^stops:/) } };
      await expect(apply([budgetId], zero)).rejects.toMatchObject(asked);
      await expect(apply([budgetId], { how: "set", amount: "0.5" })).rejects.toMatchObject(asked);
      await expect(apply(ids.slice(1), { how: "lower", amount: "100" })).rejects.toMatchObject(asked);
      await apply([budgetId], { how: "set", amount: "2" });
      for (const userId of userIds) {
        await setBudget(admin, {
          ...key,
          scope: "member",
          scopeId: userId,
          period: "day",
          unit: "usd",
          limit: 1n,
        });
      }
      await apply([budgetId], zero);
    }));

  test("by no change of what is used up already", () =>
    inTestTransaction(db, async (tx) => {
      const { admin, spender, ids } = await givenBudgets(tx);
      const { userId } = spender.actor;
      await setBudget(admin, { ...memberBudget(userId, "month"), limit: parseUsd("0.5") });
      await applyLimits(admin, typed(ids.slice(0, 1), { amount: "10" }));
      await applyLimits(admin, typed(ids.slice(0, 1), { how: "lower", amount: "10" }));
    }));
});

test("budgets with a running top-up are removed only after a yes to just that", () =>
  inTestTransaction(db, async (tx) => {
    const { admin, ids, limits } = await givenBudgets(tx);
    const endsAt = new Date(Date.now() + 86_400_000);
    const topUp = { budgetId: ids[0] ?? "", amount: 1n, endsAt, reason: "Workshop" };
    await addTopUp(admin, topUp);
    const remove = (confirmed?: string) =>
      tx.transaction((inside) =>
        applyRemoval({ ...admin, db: inside }, removalInput.parse({ ids, confirmed })),
      );
    const error: unknown = await remove().catch((refused: unknown) => refused);
    if (!isAppError(error)) throw error;
    expect(error.message).toBe("1 running top-up goes with these budgets: Undo does not bring it back.");
    expect(await limits()).toEqual([parseUsd("5"), parseUsd("5")]);
    await addTopUp(admin, topUp);
    await expect(remove(error.details.question)).rejects.toMatchObject({ code: "conflict" });
    const again: unknown = await remove().catch((refused: unknown) => refused);
    if (!isAppError(again)) throw again;
    await remove(again.details.question);
    expect(await limits()).toEqual([undefined, undefined]);
  }));
