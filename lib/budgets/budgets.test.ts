import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { listStandings, removeBudget, setBudget } from ".";
import { ask, makeAttempt, memberBudget, post } from "./testing";

const november = new Date("2026-11-22T10:00:00Z");

describe("a budget", () => {
  const db = useTestDb();

  test("refuses in words: which one, how much, and when it resets on the organisation's clock", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const ctx = { db: tx, actor };
      const limit = 8_000_000_000_000n;
      await setBudget(ctx, { ...memberBudget(actor.userId, "month"), limit: limit, now: november });
      const attempt = await makeAttempt(tx, actor.userId);
      await ask(tx, { ...attempt, amount: limit, at: november });
      await post(tx, attempt, { costPicoUsd: limit });
      const next = await makeAttempt(tx, actor.userId);
      const refused = ask(tx, { ...next, amount: 1n, at: november, timeZone: "Europe/Warsaw" });
      await expect(refused).rejects.toMatchObject({
        code: "budget_exceeded",
        message:
          "Your November budget of $8.00 is used up. It resets on 1 December, 00:00 Europe/Warsaw (in 9 days).",
      });
    }));

  test("counts what was spent before it was set, and a cost beyond its hold", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const ctx = { db: tx, actor };
      const attempt = await makeAttempt(tx, actor.userId);
      await ask(tx, { ...attempt, amount: 10n, at: november });
      await post(tx, attempt, { costPicoUsd: 25n });
      await setBudget(ctx, { ...memberBudget(actor.userId, "day"), limit: 20n, now: november });
      expect(await listStandings(ctx, november)).toMatchObject([{ spent: 25n, remaining: 0n }]);
    }));

  test("belongs to the period in which a call was admitted, however late it settles", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const ctx = { db: tx, actor };
      await setBudget(ctx, { ...memberBudget(actor.userId, "day"), limit: 100n, now: november });
      const attempt = await makeAttempt(tx, actor.userId);
      await ask(tx, { ...attempt, amount: 100n, at: november });
      const tomorrow = new Date("2026-11-23T00:00:01Z");
      const next = await makeAttempt(tx, actor.userId);
      expect(await ask(tx, { ...next, amount: 100n, at: tomorrow })).toBe(100n);
      await post(tx, attempt, { costPicoUsd: 70n });
      expect(await listStandings(ctx, november)).toMatchObject([{ spent: 70n, reserved: 0n }]);
      expect(await listStandings(ctx, tomorrow)).toMatchObject([{ spent: 0n, reserved: 100n }]);
    }));

  test("adopts the calls under way when it is set, and lets them go when it is removed", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const ctx = { db: tx, actor };
      const attempt = await makeAttempt(tx, actor.userId);
      await ask(tx, { ...attempt, amount: 40n, at: november });
      const key = memberBudget(actor.userId, "month");
      await setBudget(ctx, { ...key, limit: 100n, now: november });
      expect(await listStandings(ctx, november)).toMatchObject([{ reserved: 40n, remaining: 60n }]);
      await removeBudget(ctx, key);
      expect(await post(tx, attempt, { costPicoUsd: 30n })).toBe(true);
      expect(await listStandings(ctx, november)).toEqual([]);
    }));

  test("is set by admins only, and seen only by its own member", () =>
    inTestTransaction(db, async (tx) => {
      const member = { db: tx, actor: await makeMember(tx) };
      const admin = { db: tx, actor: await makeMember(tx, "admin") };
      const own = memberBudget(member.actor.userId, "day");
      await expect(setBudget(member, { ...own, limit: 1n })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(removeBudget(member, own)).rejects.toMatchObject({ code: "forbidden" });
      await setBudget(admin, { ...own, limit: 1n });
      expect(await listStandings(admin)).toEqual([]);
      expect(await listStandings(member)).toHaveLength(1);
    }));
});
