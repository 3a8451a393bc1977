import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { listStandings, removeBudget, setBudget, settle } from ".";
import { ask, makeAttempt, settled } from "./testing";

const november = new Date("2026-11-22T10:00:00Z");

describe("a budget", () => {
  const db = useTestDb();

  test("refuses in words: which one, how much, and when it resets on the organisation's clock", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const ctx = { db: tx, actor };
      const limitPicoUsd = 8_000_000_000_000n;
      await setBudget(ctx, {
        scope: "member",
        userId: actor.userId,
        period: "month",
        limitPicoUsd,
        now: november,
      });
      const attempt = await makeAttempt(tx, actor.userId);
      await ask(tx, { ...attempt, amount: limitPicoUsd, at: november });
      await settle(tx, { ...attempt, ...settled, costPicoUsd: limitPicoUsd });
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
      await settle(tx, { ...attempt, ...settled, costPicoUsd: 25n });
      await setBudget(ctx, {
        scope: "member",
        userId: actor.userId,
        period: "day",
        limitPicoUsd: 20n,
        now: november,
      });
      expect(await listStandings(ctx, november)).toMatchObject([{ spentPicoUsd: 25n, remainingPicoUsd: 0n }]);
    }));

  test("belongs to the period in which a call was admitted, however late it settles", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const ctx = { db: tx, actor };
      await setBudget(ctx, {
        scope: "member",
        userId: actor.userId,
        period: "day",
        limitPicoUsd: 100n,
        now: november,
      });
      const attempt = await makeAttempt(tx, actor.userId);
      await ask(tx, { ...attempt, amount: 100n, at: november });
      const tomorrow = new Date("2026-11-23T00:00:01Z");
      const next = await makeAttempt(tx, actor.userId);
      expect(await ask(tx, { ...next, amount: 100n, at: tomorrow })).toBe(100n);
      await settle(tx, { ...attempt, ...settled, costPicoUsd: 70n });
      expect(await listStandings(ctx, november)).toMatchObject([{ spentPicoUsd: 70n, reservedPicoUsd: 0n }]);
      expect(await listStandings(ctx, tomorrow)).toMatchObject([{ spentPicoUsd: 0n, reservedPicoUsd: 100n }]);
    }));

  test("adopts the calls under way when it is set, and lets them go when it is removed", () =>
    inTestTransaction(db, async (tx) => {
      const actor = await makeMember(tx, "admin");
      const ctx = { db: tx, actor };
      const attempt = await makeAttempt(tx, actor.userId);
      await ask(tx, { ...attempt, amount: 40n, at: november });
      const key = { scope: "member" as const, userId: actor.userId, period: "month" as const };
      await setBudget(ctx, { ...key, limitPicoUsd: 100n, now: november });
      expect(await listStandings(ctx, november)).toMatchObject([
        { reservedPicoUsd: 40n, remainingPicoUsd: 60n },
      ]);
      await removeBudget(ctx, key);
      expect(await settle(tx, { ...attempt, ...settled, costPicoUsd: 30n })).toBe(true);
      expect(await listStandings(ctx, november)).toEqual([]);
    }));

  test("is set by admins only, and seen only by its own member", () =>
    inTestTransaction(db, async (tx) => {
      const member = { db: tx, actor: await makeMember(tx) };
      const admin = { db: tx, actor: await makeMember(tx, "admin") };
      const own = { scope: "member" as const, userId: member.actor.userId, period: "day" as const };
      await expect(setBudget(member, { ...own, limitPicoUsd: 1n })).rejects.toMatchObject({
        code: "forbidden",
      });
      await expect(removeBudget(member, own)).rejects.toMatchObject({ code: "forbidden" });
      await setBudget(admin, { ...own, limitPicoUsd: 1n });
      expect(await listStandings(admin)).toEqual([]);
      expect(await listStandings(member)).toHaveLength(1);
    }));
});
