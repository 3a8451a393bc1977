import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { budgets } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { getDefaultThresholds, setBudget, setDefaultThresholds } from ".";
import { memberBudget } from "./testing";

const own = useOwnDb();

async function thresholdsOf(tx: Conn, budgetId: string): Promise<number[] | undefined> {
  const [row] = await tx.select().from(budgets).where(eq(budgets.id, budgetId));
  return row?.thresholds;
}

test("a change holds for new budgets and for those that went by the old ones, and leaves others alone", () =>
  inTestTransaction(own.db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx, "admin") };
    const [day, week, month] = (["day", "week", "month"] as const).map((period) => ({
      ...memberBudget(ctx.actor.userId, period),
      limit: 100n,
    }));
    if (!day || !week || !month) throw new Error("Three budgets are needed.");
    const follower = await setBudget(ctx, day);
    const special = await setBudget(ctx, { ...week, thresholds: [70] });
    expect(await getDefaultThresholds(tx)).toEqual([50, 80, 95, 100]);
    expect(await setDefaultThresholds(ctx, { thresholds: [90, 25, 90] })).toEqual([25, 90, 100]);
    expect(await getDefaultThresholds(tx)).toEqual([25, 90, 100]);
    const later = await setBudget(ctx, month);
    expect(await thresholdsOf(tx, follower.budgetId)).toEqual([25, 90]);
    expect(await thresholdsOf(tx, special.budgetId)).toEqual([70]);
    expect(await thresholdsOf(tx, later.budgetId)).toEqual([25, 90]);
    await setBudget(ctx, { ...day, limit: 200n });
    expect(await thresholdsOf(tx, follower.budgetId)).toEqual([25, 90]);
  }));

test.each([[[0]], [[101]], [[12.5]], [[Number.NaN]], [[1, 2, 3, 4, 5, 6, 7, 8]]])(
  "%j is refused at its field",
  (thresholds) =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      await expect(setDefaultThresholds(ctx, { thresholds })).rejects.toMatchObject({
        code: "invalid",
        details: { field: "thresholds" },
      });
      expect(await getDefaultThresholds(tx)).toEqual([50, 80, 95, 100]);
    }),
);

test("a member changes nothing", () =>
  inTestTransaction(own.db, async (tx) => {
    const member = { db: tx, actor: await makeMember(tx) };
    await expect(setDefaultThresholds(member, { thresholds: [10] })).rejects.toMatchObject({
      code: "forbidden",
    });
  }));
