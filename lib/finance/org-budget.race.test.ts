import { asc, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { budgets, orgBudgetSpans } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { addTopUp, endTopUp, removeBudget, setBudget } from "@/lib/budgets";
import type { Ctx } from "@/lib/org/types";
import { spanOf } from "@/lib/reports";
import { readOrgBudget } from "./org-budget";
import { givenCompany, givenLimit } from "./testing";

const own = useOwnDb(8);
const MONTH = { scope: "org", scopeId: null, period: "month", unit: "usd", onLimit: "block" } as const;
const END = new Date("2025-10-31T23:00:00Z");
const october = spanOf({
  ...{ month: "2025-10", timeZone: "Europe/Warsaw", now: new Date("2025-12-01T00:00:00Z") },
});
const box: { admin?: Ctx } = {};

function admin(): Ctx {
  if (!box.admin) throw new Error("The admin is there from the first test on.");
  return box.admin;
}

const set = (limit: bigint) => setBudget(admin(), { ...MONTH, limit });
const clock = async (): Promise<Date> => {
  const [row] = await own.db.execute<{ at: string }>(sql`select clock_timestamp()::text as at`);
  return new Date(row?.at ?? "");
};

/** What would be known of October if an instant had been its end. */
async function knownAt(mark: Date) {
  const by = sql`${END.getTime() - mark.getTime()}::bigint * interval '1 millisecond'`;
  const shifted = own.db.transaction(async (tx) => {
    await tx.execute(
      sql`update org_budget_spans set starts_at = starts_at + ${by}, ends_at = ends_at + ${by}`,
    );
    const found = await readOrgBudget(tx, october);
    throw Object.assign(new Error("Back to where it was."), { found });
  });
  return shifted.catch((error: { found?: unknown }) => error.found ?? error);
}

const known = (picoUsd: bigint | null) => ({ picoUsd, isKnown: true });

beforeAll(async () => {
  box.admin = (await givenCompany(own.db)).admin;
});

beforeEach(async () => {
  await own.db.delete(budgets);
});

describe("readOrgBudget", () => {
  test("of a month that is over has what held at its end, whatever was set, added or removed since", async () => {
    const marks: Date[] = [];
    const mark = async () => {
      marks.push(await clock());
      // Marks are whole milliseconds, and nothing else is to happen within one.
      await own.db.execute(sql`select pg_sleep(0.005)`);
    };
    await mark();
    const { budgetId } = await set(10n);
    await mark();
    const endsAt = new Date(Date.now() + 86_400_000);
    const { topUpId } = await addTopUp(admin(), { budgetId, amount: 5n, endsAt, reason: "A launch." });
    await mark();
    await set(20n);
    await mark();
    await endTopUp(admin(), { topUpId });
    await mark();
    await addTopUp(admin(), { budgetId, amount: 7n, endsAt, reason: "Another." });
    await mark();
    await removeBudget(admin(), { budgetId });
    await mark();
    await set(0n);
    await mark();
    const found = [];
    for (const at of marks) found.push(await knownAt(at));
    expect(found).toEqual([null, 10n, 15n, 25n, 20n, 27n, null, 0n].map(known));
    expect(await knownAt(new Date(0))).toEqual({ picoUsd: null, isKnown: false });
  });

  test.each([
    ["at the month's end counts", END, 15n],
    ["a millisecond before it does not", new Date(END.getTime() - 1), 10n],
  ])("a top-up that ends %s", (_, endsAt, picoUsd) =>
    inTestTransaction(own.db, async (tx) => {
      await tx.delete(orgBudgetSpans);
      await givenLimit(tx, { limit: 10n, from: "2025-10-01T00:00:00Z" });
      const topUp = { id: newId(), kind: "top_up", amount: 5n } as const;
      const startsAt = new Date("2025-10-10T00:00:00Z");
      await tx.insert(orgBudgetSpans).values({ ...topUp, startsAt, endsAt });
      expect(await readOrgBudget(tx, october)).toEqual(known(picoUsd));
    }),
  );

  test("does not take other budgets of the organisation for it, nor top-ups of members", async () => {
    const before = await own.db.$count(orgBudgetSpans);
    await setBudget(admin(), { ...MONTH, onLimit: "notify", limit: 1n });
    await setBudget(admin(), { ...MONTH, period: "day", limit: 1n });
    await setBudget(admin(), { ...MONTH, unit: "tokens", limit: 1n });
    await setBudget(admin(), { ...MONTH, scope: "member", scopeId: admin().actor.userId, limit: 1n });
    expect(await own.db.$count(orgBudgetSpans)).toBe(before);
    await set(3n);
    await set(3n);
    expect(await own.db.$count(orgBudgetSpans), "the same limit again is no change").toBe(before + 1);
  });

  test("knows one limit at a time, however many admins set it at once", async () => {
    await Promise.all(Array.from({ length: 24 }, (_, n) => (n % 5 === 4 ? removeAny() : set(BigInt(n + 1)))));
    const rows = await own.db
      .select()
      .from(orgBudgetSpans)
      .where(sql`kind = 'limit'`)
      .orderBy(asc(orgBudgetSpans.startsAt));
    const [last] = await own.db.select().from(budgets);
    expect(rows.filter(({ endsAt }) => endsAt === null)).toMatchObject([{ amount: last?.limit ?? null }]);
    for (const [n, { endsAt }] of rows.entries()) {
      if (n < rows.length - 1) expect(endsAt).toEqual(rows[n + 1]?.startsAt);
    }
  });
});

function removeAny(): Promise<void> {
  return removeBudget(admin(), MONTH);
}
