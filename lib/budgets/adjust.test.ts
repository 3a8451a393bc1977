import { and, eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { entries, plans, usageDays, usageThreads } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { ledgerTotals } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { assignMember, type BudgetKey, listStandings, setBudget } from ".";
import { giveBack, memberBudget } from "./testing";
import {
  correct,
  estimated,
  exactly,
  expectSound,
  held,
  november,
  type Settled,
  tokens,
} from "./testing/corrections";

const own = useOwnDb();
const october = new Date("2026-10-31T23:59:59Z");

const spentOf = async (ctx: Ctx, at = november) => (await listStandings(ctx, at)).map(({ spent }) => spent);

describe("a correction within the month", () => {
  test("is booked at the call's own instant, and every budget of that instant follows", () =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { userId } = ctx.actor;
      const earlier = new Date("2026-11-20T23:59:59Z");
      await setBudget(ctx, { ...memberBudget(userId, "day"), limit: 1_000n, now: earlier });
      await setBudget(ctx, { ...memberBudget(userId, "month"), limit: 1_000n, now: earlier });
      const tokensBudget = { ...memberBudget(userId, "week"), unit: "tokens" as const };
      await setBudget(ctx, { ...tokensBudget, limit: 1_000n, now: earlier });
      const call = await estimated(tx, userId, { at: earlier, costPicoUsd: 40n });
      await correct(tx, call, exactly(70n, tokens(9, 3)));
      expect(await spentOf(ctx, earlier)).toEqual([70n, 70n, 12n]);
      expect(await spentOf(ctx)).toEqual([70n, 0n, 12n]);
      const booked = await tx
        .select({ cost: entries.costPicoUsd, day: entries.day, certainty: entries.certainty })
        .from(entries)
        .where(eq(entries.attemptId, call.attemptId))
        .orderBy(entries.id);
      expect(booked).toEqual([
        { cost: 40n, day: "2026-11-20", certainty: "estimated" },
        { cost: -40n, day: "2026-11-20", certainty: "estimated" },
        { cost: 70n, day: "2026-11-20", certainty: "exact" },
      ]);
      await expectSound(tx);
    }));

  test("reaches a budget that was set after the call had been settled", () =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const call = await estimated(tx, ctx.actor.userId, { at: november, costPicoUsd: 40n });
      await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: 1_000n, now: november });
      await correct(tx, call, exactly(25n));
      expect(await spentOf(ctx)).toEqual([25n]);
      await expectSound(tx);
    }));

  test("moves the sums by certainty, the days and the threads, and counts no call twice", () =>
    inTestTransaction(own.db, async (tx) => {
      const before = await ledgerTotals(tx);
      const { userId } = await makeMember(tx);
      const dollar = 1_000_000_000_000n;
      const call = await estimated(tx, userId, { at: november, held: 9n * dollar, costPicoUsd: 3n * dollar });
      await correct(tx, call, exactly(5n * dollar, tokens(8, 2)));
      const after = await ledgerTotals(tx);
      expect(added(before.usd.estimated, after.usd.estimated)).toBe(0);
      expect(added(before.usd.exact, after.usd.exact)).toBe(5);
      expect(after.tokens.input - before.tokens.input).toBe(8);
      const sums = { calls: 1, answers: 1, inputTokens: 8, outputTokens: 2, costPicoUsd: 5n * dollar };
      const [day] = await tx.select().from(usageDays).where(eq(usageDays.userId, userId));
      expect(day).toMatchObject({ ...sums, estimatedPicoUsd: 0n });
      const [thread] = await tx.select().from(usageThreads).where(eq(usageThreads.userId, userId));
      expect(thread).toMatchObject({ ...sums, month: "2026-11-01", estimatedPicoUsd: 0n });
    }));

  test("may come twice, down to nothing and up again", () =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: 1_000n, now: november });
      const call = await estimated(tx, ctx.actor.userId, { at: november, costPicoUsd: 40n });
      await correct(tx, call, exactly(0n));
      expect(await spentOf(ctx)).toEqual([0n]);
      await correct(tx, call, exactly(60n));
      expect(await spentOf(ctx)).toEqual([60n]);
      await expectSound(tx);
    }));

  test("leaves the share alone that its member had in a plan of the past", () =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { userId } = ctx.actor;
      const [former, present] = [newId(), newId()];
      await tx.insert(plans).values([former, present].map((id) => ({ id, name: id })));
      for (const scopeId of [former, present]) {
        const plan: BudgetKey = { ...memberBudget(userId, "month"), scope: "plan", scopeId };
        await setBudget(ctx, { ...plan, limit: 1_000n, now: november });
      }
      await assignMember(ctx, { userId, planId: former, now: november });
      await giveBack(tx, await held(tx, userId, november));
      await assignMember(ctx, { userId, planId: present, now: november });
      const call = await estimated(tx, userId, { at: november, costPicoUsd: 40n });
      await correct(tx, call, exactly(3n));
      expect(await spentOf(ctx)).toEqual([3n]);
      await expectSound(tx);
    }));

  test("books what is beyond the hold as an overrun, and takes it back with the next one", () =>
    inTestTransaction(own.db, async (tx) => {
      const { userId } = await makeMember(tx);
      const call = await estimated(tx, userId, { at: november, held: 50n, costPicoUsd: 40n });
      await correct(tx, call, exactly(80n));
      expect(await overrunOf(tx, call)).toBe(30n);
      await correct(tx, call, exactly(20n));
      expect(await overrunOf(tx, call)).toBe(0n);
    }));
});

describe("a correction of a month that is over", () => {
  test("does not move it: the difference is booked now, and no budget counts it", () =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { userId } = ctx.actor;
      for (const period of ["day", "week", "month", "total"] as const) {
        await setBudget(ctx, { ...memberBudget(userId, period), limit: 1_000n, now: october });
      }
      const before = await ledgerTotals(tx);
      const call = await estimated(tx, userId, { at: october, held: 90n, costPicoUsd: 40n });
      const standings = await listStandings(ctx, october);
      await correct(tx, call, exactly(70n, tokens(9, 3)));
      expect(await listStandings(ctx, october)).toEqual(standings);
      expect(await sumOfMonth(tx, userId, "2026-10")).toEqual({ cost: 40n, estimated: 40n, calls: 1 });
      expect(await sumOfMonth(tx, userId, "2026-11")).toEqual({ cost: 30n, estimated: 0n, calls: 0 });
      const after = await ledgerTotals(tx);
      expect(after.usd.estimated).toBe(before.usd.estimated);
      expect(after.tokens.output - before.tokens.output).toBe(3);
      await expectSound(tx);
    }));

  test("may follow one that was made while it was open", () =>
    inTestTransaction(own.db, async (tx) => {
      const { userId } = await makeMember(tx);
      const call = await estimated(tx, userId, { at: october, held: 90n, costPicoUsd: 40n });
      await correct(tx, call, { ...exactly(55n), now: october });
      await correct(tx, call, exactly(50n));
      expect(await sumOfMonth(tx, userId, "2026-10")).toMatchObject({ cost: 55n, estimated: 0n });
      expect(await sumOfMonth(tx, userId, "2026-11")).toMatchObject({ cost: -5n });
      await expectSound(tx);
    }));

  test("leaves budgets set since without it, too", () =>
    inTestTransaction(own.db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const call = await estimated(tx, ctx.actor.userId, { at: october, held: 90n, costPicoUsd: 40n });
      await correct(tx, call, exactly(70n));
      await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: 1_000n, now: november });
      expect(await spentOf(ctx)).toEqual([0n]);
    }));
});

async function overrunOf(tx: Tx, { attemptId }: Settled): Promise<bigint> {
  const [row] = await tx
    .select({ sum: sql`sum(${entries.overrunPicoUsd})`.mapWith(BigInt) })
    .from(entries)
    .where(eq(entries.attemptId, attemptId));
  return row?.sum ?? 0n;
}

async function sumOfMonth(tx: Tx, userId: string, month: string) {
  const [row] = await tx
    .select({
      cost: sql`sum(${usageDays.costPicoUsd})`.mapWith(BigInt),
      estimated: sql`sum(${usageDays.estimatedPicoUsd})`.mapWith(BigInt),
      calls: sql`sum(${usageDays.calls})`.mapWith(Number),
    })
    .from(usageDays)
    .where(and(eq(usageDays.userId, userId), sql`to_char(${usageDays.day}, 'YYYY-MM') = ${month}`));
  return row;
}

function added(before: string, after: string): number {
  return Math.round((Number(after) - Number(before)) * 1e6) / 1e6;
}
