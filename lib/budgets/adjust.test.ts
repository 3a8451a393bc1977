import { and, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { attempts, departments, entries, plans, usageDays, usageThreads, users } from "@/db/schema";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { type AttemptFacts, type Booking, ledgerTotals, verifyLedger } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { adjust, assignMember, type BudgetKey, listStandings, setBudget } from ".";
import { ask, giveBack, makeAttempt, memberBudget, post } from "./testing";

const db = useTestDb();
const november = new Date("2026-11-22T10:00:00Z");
const october = new Date("2026-10-31T23:59:59Z");

const tokens = (inputTokens: number, outputTokens: number) => ({
  ...{ inputTokens, outputTokens, cachedInputTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 },
});
const exactly = (costPicoUsd: bigint, usage = tokens(1, 1)): Booking => ({
  ...{ usage, costPicoUsd, certainty: "exact", certaintyReason: null },
});

type Estimate = { at: Date; held?: bigint; costPicoUsd: bigint };

async function estimated(tx: Tx, userId: string, { at, held = 100n, costPicoUsd }: Estimate) {
  const attempt = await makeAttempt(tx, userId);
  await ask(tx, { ...attempt, amount: held, at });
  await post(tx, attempt, { costPicoUsd, certainty: "estimated" });
  return { ...attempt, occurredAt: at };
}

type Settled = AttemptFacts & { occurredAt: Date };

async function correct(tx: Tx, call: Settled, { now = november, ...right }: Booking & { now?: Date }) {
  const { occurredAt, ...attempt } = call;
  const [row] = await tx.select().from(attempts).where(eq(attempts.id, attempt.attemptId));
  if (!row || row.costPicoUsd === null || row.certainty === null) throw new Error("It is not settled.");
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } = row;
  const usage = { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens };
  const { costPicoUsd, certainty } = row;
  const booked = { usage, costPicoUsd, certainty, certaintyReason: null };
  const who = { adjustedBy: null, why: "The provider said so.", timeZone: "UTC" };
  await adjust(tx, { attempt, booked, right, occurredAt, now, ...who });
}

const spentOf = async (ctx: Ctx, at = november) => (await listStandings(ctx, at)).map(({ spent }) => spent);

describe("a correction within the month", () => {
  test("is booked at the call's own instant, and every budget of that instant follows", () =>
    inTestTransaction(db, async (tx) => {
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
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const call = await estimated(tx, ctx.actor.userId, { at: november, costPicoUsd: 40n });
      await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: 1_000n, now: november });
      await correct(tx, call, exactly(25n));
      expect(await spentOf(ctx)).toEqual([25n]);
      await expectSound(tx);
    }));

  test("moves the sums by certainty, the days and the threads, and counts no call twice", () =>
    inTestTransaction(db, async (tx) => {
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
    inTestTransaction(db, async (tx) => {
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
    inTestTransaction(db, async (tx) => {
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
    inTestTransaction(db, async (tx) => {
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
    inTestTransaction(db, async (tx) => {
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
    inTestTransaction(db, async (tx) => {
      const { userId } = await makeMember(tx);
      const call = await estimated(tx, userId, { at: october, held: 90n, costPicoUsd: 40n });
      await correct(tx, call, { ...exactly(55n), now: october });
      await correct(tx, call, exactly(50n));
      expect(await sumOfMonth(tx, userId, "2026-10")).toMatchObject({ cost: 55n, estimated: 0n });
      expect(await sumOfMonth(tx, userId, "2026-11")).toMatchObject({ cost: -5n });
      await expectSound(tx);
    }));

  test("leaves budgets set since without it, too", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const call = await estimated(tx, ctx.actor.userId, { at: october, held: 90n, costPicoUsd: 40n });
      await correct(tx, call, exactly(70n));
      await setBudget(ctx, { ...memberBudget(ctx.actor.userId, "month"), limit: 1_000n, now: november });
      expect(await spentOf(ctx)).toEqual([0n]);
    }));
});

const SCOPES = ["org", "member", "department", "department_member", "plan", "thread", "model"] as const;
const PERIODS = ["day", "week", "month", "total"] as const;

/** The organisation's budgets count what other tests of the run have spent, too. */
const FAR_ABOVE = { usd: 100_000_000_000_000_000n, tokens: 1_000_000_000_000n, messages: 1_000_000_000n };
const member = fc.nat({ max: 1 });
const place = fc.constantFrom(0, 1, null);
const cost = fc.bigInt({ min: 0n, max: 150n });
const step = fc.oneof(
  fc.record({ do: fc.constant("hold" as const), member }),
  fc.record({ do: fc.constant("settle" as const), which: fc.nat(), cost, exact: fc.boolean() }),
  fc.record({ do: fc.constant("give back" as const), which: fc.nat() }),
  fc.record({ do: fc.constant("correct" as const), which: fc.nat(), cost, output: fc.nat({ max: 9 }) }),
  fc.record({
    do: fc.constant("set" as const),
    scope: fc.constantFrom(...SCOPES),
    period: fc.constantFrom(...PERIODS),
    unit: fc.constantFrom("usd" as const, "tokens" as const, "messages" as const),
    target: fc.nat({ max: 1 }),
  }),
  fc.record({ do: fc.constant("move" as const), member, department: place, plan: place }),
  fc.record({ do: fc.constant("wait" as const), hours: fc.constantFrom(5, 20, 100, 400) }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

describe("any order of holds, settlements, corrections, new budgets and moves", () => {
  test("leaves every sum in agreement", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), (steps) =>
        inTestTransaction(db, async (tx) => {
          const world = await makeWorld(tx);
          for (const one of steps) await take(world, one);
          await expectSound(tx);
        }),
      ),
      { numRuns: 60 },
    );
  });
});

test("a share of a past period is forgotten with the plan, and right again when its member comes back", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = { db: tx, actor: await makeMember(tx, "admin") };
    const { userId } = ctx.actor;
    const planId = newId();
    await tx.insert(plans).values({ id: planId, name: planId });
    const plan: BudgetKey = { ...memberBudget(userId, "day"), scope: "plan", scopeId: planId };
    await setBudget(ctx, { ...plan, limit: 1_000n, now: november });
    await assignMember(ctx, { userId, planId, now: november });
    await giveBack(tx, await held(tx, userId, november));
    await assignMember(ctx, { userId, planId: null, now: november });
    await estimated(tx, userId, { at: november, costPicoUsd: 40n });
    const tomorrow = new Date("2026-11-23T10:00:00Z");
    await assignMember(ctx, { userId, planId, now: tomorrow });
    await expectSound(tx);
    expect(await spentOf(ctx)).toEqual([40n]);
  }));

async function makeWorld(tx: Tx) {
  const people = [await makeMember(tx, "admin"), await makeMember(tx)] as const;
  const [departmentIds, planIds] = [[newId(), newId()] as const, [newId(), newId()] as const];
  await tx.insert(departments).values(departmentIds.map((id) => ({ id, name: id })));
  await tx.insert(plans).values(planIds.map((id) => ({ id, name: id })));
  const ctx = { db: tx, actor: people[0] };
  const calls = { pending: [] as Settled[], settled: [] as Settled[] };
  return { tx, ctx, people, departmentIds, planIds, ...calls, now: november };
}

type World = Awaited<ReturnType<typeof makeWorld>>;

async function take(world: World, step: Step): Promise<void> {
  const { tx, ctx, people, departmentIds, planIds, pending, settled, now } = world;
  switch (step.do) {
    case "hold":
      pending.push(await held(tx, people[step.member]?.userId ?? "", now));
      return;
    case "settle": {
      const [call] = pending.length > 0 ? pending.splice(step.which % pending.length, 1) : [];
      if (!call) return;
      const certainty = step.exact ? "exact" : "estimated";
      await post(tx, call, { costPicoUsd: step.cost, certainty });
      settled.push(call);
      return;
    }
    case "give back": {
      const [call] = pending.length > 0 ? pending.splice(step.which % pending.length, 1) : [];
      if (call) await giveBack(tx, call);
      return;
    }
    case "correct": {
      const call = settled[step.which % settled.length];
      if (call) await correct(tx, call, { ...exactly(step.cost, tokens(2, step.output)), now });
      return;
    }
    case "set":
      return set(world, step);
    case "move": {
      const departmentId = step.department === null ? null : departmentIds[step.department];
      const planId = step.plan === null ? null : planIds[step.plan];
      return assignMember(ctx, { userId: people[step.member]?.userId ?? "", departmentId, planId, now });
    }
    case "wait":
      world.now = new Date(now.getTime() + step.hours * 3_600_000);
  }
}

async function set({ ctx, people, departmentIds, planIds, pending, settled, now }: World, step: Step) {
  if (step.do !== "set") return;
  const { scope, period, unit, target } = step;
  const call = pending[0] ?? settled[0];
  const targets: Record<(typeof SCOPES)[number], string | null | undefined> = {
    org: null,
    member: people[target]?.userId,
    department: departmentIds[target],
    department_member: departmentIds[target],
    plan: planIds[target],
    thread: call?.threadId,
    model: call && `${call.provider}/${call.model}`,
  };
  const scopeId = targets[scope];
  if (scopeId === undefined) return;
  await setBudget(ctx, { scope, scopeId, period, unit, onLimit: "block", limit: FAR_ABOVE[unit], now });
}

async function held(tx: Tx, userId: string, at: Date): Promise<Settled> {
  const made = await makeAttempt(tx, userId);
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  const departmentId = user?.departmentId ?? null;
  await tx.update(attempts).set({ departmentId }).where(eq(attempts.id, made.attemptId));
  const call = { ...made, departmentId, occurredAt: at };
  await ask(tx, { ...call, amount: 100n, at });
  return call;
}

async function expectSound(tx: Tx): Promise<void> {
  const { driftPicoUsd, problems } = await verifyLedger(tx, "UTC");
  expect({ driftPicoUsd, problems }).toEqual({ driftPicoUsd: 0n, problems: [] });
}

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
