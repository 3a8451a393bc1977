import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { budgets, budgetTopUps } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { askForBudget, type BudgetUnit, findRequest, setBudget } from "@/lib/budgets";
import { budgetsOf, givenMember } from "../budgets/testing";
import { applyGrant, grantInput } from "./inputs";

const db = useTestDb();

const withRequest = (
  check: (
    given: Record<"admin" | "member", Awaited<ReturnType<typeof givenMember>>> & {
      budgetId: string;
      requestId: string;
    },
  ) => Promise<void>,
  unit: BudgetUnit = "messages",
) =>
  inTestTransaction(db, async (tx) => {
    const [admin, member] = [await givenMember(tx, "admin"), await givenMember(tx)];
    const key = { scope: "member", scopeId: member.actor.userId, period: "month", unit } as const;
    const { budgetId } = await setBudget(admin, { ...key, onLimit: "block", limit: 100n });
    const wish = { budgetId, amount: 50n, neededUntil: null, reason: "The quarter's report." };
    await check({ admin, member, budgetId, ...(await askForBudget(member, wish)) });
  });

describe("applyGrant", () => {
  test("counts what was typed in the unit of the budget, whatever the form says", () =>
    withRequest(async ({ admin, member, requestId }) => {
      await applyGrant(admin, grantInput.parse({ requestId, unit: "usd", amount: "50" }));
      expect(await budgetsOf(admin.db, member.actor.userId)).toMatchObject([
        { unit: "messages", limit: 150n },
      ]);
    }));

  test("does so until a day, too", () =>
    withRequest(async ({ admin, budgetId, requestId }) => {
      const lastDay = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
      await applyGrant(admin, grantInput.parse({ requestId, unit: "usd", amount: "1,000", lastDay }));
      const added = await admin.db.select().from(budgetTopUps).where(eq(budgetTopUps.budgetId, budgetId));
      expect(added).toMatchObject([{ amount: 1_000n }]);
    }));

  test("refuses dollars for a budget of messages, and a request whose budget is gone", () =>
    withRequest(async ({ admin, budgetId, requestId }) => {
      await expect(applyGrant(admin, grantInput.parse({ requestId, amount: "1.50" }))).rejects.toMatchObject({
        ...{ code: "invalid", details: { field: "amount" } },
      });
      await admin.db.delete(budgets).where(eq(budgets.id, budgetId));
      const gone = [requestId, newId()].map((id) =>
        applyGrant(admin, grantInput.parse({ requestId: id, amount: "5" })),
      );
      await expect(gone[0]).rejects.toMatchObject({ code: "conflict" });
      await expect(gone[1]).rejects.toMatchObject({ code: "not_found" });
    }));

  test.each(["1000000.01", "999999999999"])(
    "refuses $%s more, as a top-up and for good, at its amount",
    (amount) =>
      withRequest(async ({ admin, member, requestId }) => {
        const refused = (message: string) => ({ code: "invalid", message, details: { field: "amount" } });
        await expect(applyGrant(admin, grantInput.parse({ requestId, amount }))).rejects.toMatchObject(
          refused("A budget is an amount from $0 to $1,000,000."),
        );
        const lastDay = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
        await expect(
          applyGrant(admin, grantInput.parse({ requestId, amount, lastDay })),
        ).rejects.toMatchObject(refused("A top-up adds at most $1,000,000.00."));
        expect(await findRequest(member)).toMatchObject({ requestId, state: "open" });
      }, "usd"),
  );

  test("says at the end of a top-up that it is too late", () =>
    withRequest(async ({ admin, requestId }) => {
      const late = grantInput.parse({ requestId, amount: "5", lastDay: "2999-01-01" });
      await expect(applyGrant(admin, late)).rejects.toMatchObject({ details: { field: "lastDay" } });
    }));

  test("is nothing for a member", () =>
    withRequest(async ({ member, requestId }) => {
      const grant = applyGrant(member, grantInput.parse({ requestId, amount: "50" }));
      await expect(grant).rejects.toMatchObject({ code: "forbidden" });
    }));
});
