import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { setBudget } from "@/lib/budgets";
import { ask, makeAttempt, memberBudget, post } from "@/lib/budgets/testing";
import { isAppError } from "@/lib/errors";
import { parseUsd } from "@/lib/money";
import { applyLimits } from "./bulk";
import { limitsInput } from "./inputs";
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
  return { admin, ids, limits };
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
