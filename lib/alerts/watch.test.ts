import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import {
  attempts,
  budgetPeriods,
  departments,
  outbox,
  runs,
  unpricedDays,
  usageDays,
  users,
} from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { addTopUp, setBudget } from "@/lib/budgets";
import { makeAttempt, memberBudget } from "@/lib/budgets/testing";
import { PICO_PER_USD } from "@/lib/money";
import { ANOMALY_RULE, dismissAnomaly, listAnomalies, restoreAnomaly } from "@/lib/reports";
import { bookCall, bookUnpriced } from "@/lib/reports/testing/calls";
import { watchDays, watchProviders, watchUnpriced } from ".";
import type { AlertKind } from "./types";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const timeZone = "UTC";
const now = new Date("2026-11-20T12:00:00Z");
const usd = (dollars: number) => BigInt(dollars) * PICO_PER_USD;

const alerts = (tx: Conn, kind: AlertKind) =>
  tx.select().from(outbox).where(eq(outbox.kind, kind)).orderBy(outbox.createdAt, outbox.id);

/** The same cost on each of the days before `now`, unless a day is named. */
async function spend(
  tx: Conn,
  userId: string,
  { days, each, on, departmentId }: { days: number; each: number; on?: number; departmentId?: string },
) {
  const rows = Array.from({ length: days }, (_, n) => ({
    day: new Date(now.getTime() - (n + 1) * 86_400_000).toISOString().slice(0, 10),
    costPicoUsd: usd(n === 0 && on !== undefined ? on : each),
    ...{ userId, provider: "openai", model: "gpt-4o", purpose: "answer", calls: 1, answers: 1 },
    departmentId: departmentId ?? null,
  }));
  await tx.insert(usageDays).values(rows);
}

describe("a forecast above budget", () => {
  test("is told to the member and the organisation, once for each limit", () =>
    inOwn(async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const { userId } = ctx.actor;
      await spend(tx, userId, { days: 40, each: 2 });
      const key = memberBudget(userId, "month");
      await setBudget(ctx, { ...key, limit: usd(51), now });
      await setBudget(ctx, { ...key, scope: "org", scopeId: null, limit: usd(55), now });
      expect(await watchDays(tx, { now, timeZone })).toBe(true);
      const told = await alerts(tx, "forecast");
      const [member, organisation] = [userId, null].map((id) =>
        told.find(({ payload }) => payload.userId === id),
      );
      expect(told).toHaveLength(2);
      expect(member?.payload).toMatchObject({
        month: "2026-11",
        limit: String(usd(51)),
        crossesOn: "2026-11-26",
      });
      expect(organisation?.payload).toMatchObject({ limit: String(usd(55)), crossesOn: "2026-11-28" });

      const tomorrow = { now: new Date(now.getTime() + 86_400_000), timeZone };
      expect(await watchDays(tx, { now, timeZone }), "once a day").toBe(false);
      expect(await watchDays(tx, tomorrow)).toBe(true);
      expect(await alerts(tx, "forecast")).toHaveLength(2);
    }));

  test("is told of each budget that many share by what is spent of it alone", () =>
    inOwn(async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      const departmentId = newId();
      await tx.insert(departments).values({ id: departmentId, name: `Department ${departmentId}` });
      await spend(tx, ctx.actor.userId, { days: 40, each: 2, departmentId });
      await spend(tx, (await makeMember(tx)).userId, { days: 40, each: 5 });
      const key = memberBudget("", "month");
      const tight = { scope: "department", scopeId: departmentId, limit: usd(51) } as const;
      const model = { scope: "model", scopeId: "openai/gpt-4o", limit: usd(205) } as const;
      const other = { scope: "model", scopeId: "openai/gpt-4o-mini", limit: usd(1) } as const;
      const { budgetId } = await setBudget(ctx, { ...key, ...tight, now });
      for (const budget of [model, other]) await setBudget(ctx, { ...key, ...budget, now });
      const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
      await addTopUp(ctx, { budgetId, amount: usd(100), endsAt: ago(1), reason: "It is over.", now: ago(2) });
      await watchDays(tx, { now, timeZone });
      const told = (await alerts(tx, "forecast")).map(({ payload }) => [payload.scope, payload.crossesOn]);
      expect(told.toSorted()).toEqual([
        ["department", "2026-11-26"],
        ["model", "2026-11-30"],
      ]);
    }));

  test("is not told where the budget will do or is used up already, nor to who is disabled", () =>
    inOwn(async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      await spend(tx, ctx.actor.userId, { days: 40, each: 2 });
      const key = memberBudget(ctx.actor.userId, "month");
      await setBudget(ctx, { ...key, limit: usd(100), now });
      const gone = await makeMember(tx);
      await spend(tx, gone.userId, { days: 40, each: 2 });
      await setBudget(ctx, { ...memberBudget(gone.userId, "month"), limit: usd(51), now });
      await tx.update(users).set({ disabledAt: now }).where(eq(users.id, gone.userId));
      const { budgetId } = await setBudget(ctx, { ...key, scope: "org", scopeId: null, limit: usd(38), now });
      const startsAt = new Date("2026-11-01T00:00:00Z");
      const period = { budgetId, subjectId: "", startsAt, spent: usd(38), reserved: 0n };
      const { spent } = period;
      await tx
        .insert(budgetPeriods)
        .values(period)
        .onConflictDoUpdate({
          target: [budgetPeriods.budgetId, budgetPeriods.subjectId, budgetPeriods.startsAt],
          set: { spent },
        });
      await watchDays(tx, { now, timeZone });
      expect(await alerts(tx, "forecast")).toEqual([]);
    }));
});

describe("an unusual day", () => {
  test("is told once, and not for a usual one", () =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      await spend(tx, userId, { days: 40, each: 10, on: 31 });
      await watchDays(tx, { now, timeZone });
      await watchDays(tx, { now: new Date(now.getTime() + 86_400_000), timeZone });
      const told = await alerts(tx, "anomaly");
      expect(told.map(({ payload }) => payload)).toEqual([
        {
          ...{ day: "2026-11-19", costPicoUsd: String(usd(31)) },
          ...{ expectedPicoUsd: String(usd(10)), impactPicoUsd: String(usd(21)) },
        },
      ]);
    }));

  test("is not told where an admin has dismissed it, but where it is marked again", () =>
    inOwn(async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      await spend(tx, ctx.actor.userId, { days: 40, each: 10, on: 31 });
      const which = { day: "2026-11-19", filters: {} };
      await dismissAnomaly(ctx, { ...which, reason: "A workshop." });
      await watchDays(tx, { now, timeZone });
      expect(await alerts(tx, "anomaly")).toEqual([]);
      await restoreAnomaly(ctx, which);
      await watchDays(tx, { now: new Date(now.getTime() + 86_400_000), timeZone });
      expect(await alerts(tx, "anomaly")).toMatchObject([{ key: "2026-11-19" }]);
    }));

  test("is one that the page of costs marks", () =>
    inOwn(async (tx) => {
      const ctx = { db: tx, actor: await makeMember(tx, "admin") };
      await spend(tx, ctx.actor.userId, { days: 70, each: 10, on: 31 });
      await watchDays(tx, { now, timeZone });
      const range = { from: "2026-11-17", to: "2026-11-19", today: "2026-11-20" };
      const marked = await listAnomalies(ctx, { range, filters: {}, rule: ANOMALY_RULE });
      expect((await alerts(tx, "anomaly")).map(({ payload }) => payload)).toEqual(
        marked.map(({ day, costPicoUsd, expectedPicoUsd, impactPicoUsd }) => ({
          ...{ day, costPicoUsd: String(costPicoUsd), expectedPicoUsd: String(expectedPicoUsd) },
          impactPicoUsd: String(impactPicoUsd),
        })),
      );
      expect(marked).toHaveLength(1);
    }));
});

/** Calls of one provider, oldest first: whether each failed. */
async function calls(tx: Conn, provider: string, failed: readonly boolean[]) {
  const { userId } = await makeMember(tx);
  for (const isFailed of failed) {
    const { attemptId, runId } = await makeAttempt(tx, userId);
    const status = isFailed ? { status: "failed" as const, errorCode: "unavailable" } : {};
    await tx
      .update(runs)
      .set({ provider, ...status })
      .where(eq(runs.id, runId));
    await tx.update(attempts).set({ provider, endedAt: sql`now()` }).where(eq(attempts.id, attemptId));
  }
}

const repeated = (count: number, isFailed: boolean) => Array.from({ length: count }, () => isFailed);

describe("a failing provider", () => {
  test("is told at five of twenty, once for each outage", () =>
    inOwn(async (tx) => {
      await calls(tx, "openai", [...repeated(16, false), ...repeated(4, true)]);
      await watchProviders(tx);
      expect(await alerts(tx, "provider")).toEqual([]);
      await calls(tx, "openai", repeated(1, true));
      await watchProviders(tx);
      await watchProviders(tx);
      const [told, ...more] = await alerts(tx, "provider");
      expect(told?.payload).toMatchObject({ provider: "openai", failed: 5, calls: 20 });
      expect(more).toEqual([]);

      // Sixteen that work leave four that failed among the last twenty.
      await calls(tx, "openai", repeated(16, false));
      await watchProviders(tx);
      await calls(tx, "openai", repeated(5, true));
      await watchProviders(tx);
      expect(await alerts(tx, "provider"), "another outage").toHaveLength(2);
    }));

  test("is not told of what members stop, of titles, what is long ago, or another provider's", () =>
    inOwn(async (tx) => {
      await calls(tx, "openai", repeated(4, true));
      await calls(tx, "azure", repeated(4, true));
      await watchProviders(tx);
      await calls(tx, "late", repeated(6, true));
      await watchProviders(tx, new Date(Date.now() + 11 * 60_000));
      await calls(tx, "titles", repeated(6, true));
      await tx.update(attempts).set({ purpose: "title" }).where(eq(attempts.provider, "titles"));
      const { userId } = await makeMember(tx);
      for (let n = 0; n < 6; n += 1) {
        const { attemptId, runId } = await makeAttempt(tx, userId);
        await tx.update(runs).set({ status: "cancelled" }).where(eq(runs.id, runId));
        await tx.update(attempts).set({ endedAt: sql`now()` }).where(eq(attempts.id, attemptId));
      }
      await watchProviders(tx);
      expect((await alerts(tx, "provider")).map(({ payload }) => payload.provider)).toEqual(["late"]);
    }));
});

describe("use without a price", () => {
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const told = async (tx: Conn) =>
    (await alerts(tx, "unpriced")).map(({ payload: { model, day } }) => `${model} ${day}`).toSorted();

  test("is told once for each model and day", () =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      const call = { userId, at: now, timeZone, provider: "compatible" };
      for (const model of ["local-1", "local-1", "local-2"]) await bookUnpriced(tx, { ...call, model });
      await bookCall(tx, { ...call, model: "local-3", costPicoUsd: 1n, estimated: true });
      await watchUnpriced(tx, { now, timeZone });
      await watchUnpriced(tx, { now, timeZone });
      expect(await told(tx)).toEqual(["compatible/local-1 2026-11-20", "compatible/local-2 2026-11-20"]);
    }));

  test("is told after a stop of some days, and not of long ago or where it got its price since", () =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      const call = { userId, timeZone, provider: "compatible" };
      for (const days of [7, 8]) await bookUnpriced(tx, { ...call, model: "local-1", at: ago(days) });
      await bookUnpriced(tx, { ...call, model: "local-2", at: ago(1) });
      await tx.update(unpricedDays).set({ calls: 0 }).where(eq(unpricedDays.model, "local-2"));
      await watchUnpriced(tx, { now, timeZone });
      expect(await told(tx)).toEqual(["compatible/local-1 2026-11-13"]);
    }));

  test("is told of the day that it is where the organisation is", () =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      const there = { timeZone: "Pacific/Auckland" };
      const at = new Date("2026-11-20T11:30:00Z");
      await bookUnpriced(tx, { ...there, userId, provider: "compatible", model: "local-1", at });
      await watchUnpriced(tx, { ...there, now: at });
      expect(await told(tx)).toEqual(["compatible/local-1 2026-11-21"]);
    }));
});
