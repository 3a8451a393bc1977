import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { alertRules, budgets, outbox, usageDays } from "@/db/schema";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { setBudget } from "@/lib/budgets";
import { memberBudget } from "@/lib/budgets/testing";
import { log } from "@/lib/log";
import { PICO_PER_USD } from "@/lib/money";
import { watchDays } from ".";
import type { AlertKind } from "./types";

const own = useOwnDb();
const clock = { now: new Date("2026-11-20T12:00:00Z"), timeZone: "UTC" };
const usd = (dollars: number) => BigInt(dollars) * PICO_PER_USD;

/** The database refuses to write the alerts of which this holds. */
async function refuse(which: string): Promise<void> {
  await own.db.execute(sql`
    create or replace function refuse_alert() returns trigger language plpgsql as
    'begin raise exception ''refused''; end'`);
  await own.db.execute(sql`drop trigger if exists refuse_alert on outbox`);
  await own.db.execute(sql`
    create trigger refuse_alert before insert on outbox for each row when (${sql.raw(which)})
    execute function refuse_alert()`);
}

const told = async (kind: AlertKind) =>
  (await own.db.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.kind, kind))).map(
    ({ payload }) => payload,
  );

const isWatched = async () => (await own.db.$count(alertRules, eq(alertRules.watchedOn, "2026-11-20"))) > 0;

/** Two members whose months will cost more than their budgets, and an organisation whose yesterday cost far more. */
async function givenTwo() {
  const ctx = { db: own.db, actor: await makeMember(own.db, "admin") };
  const members = [ctx.actor, await makeMember(own.db)];
  const budgetIds: string[] = [];
  for (const { userId } of members) {
    await own.db.insert(usageDays).values(
      Array.from({ length: 40 }, (_, n) => ({
        day: new Date(clock.now.getTime() - (n + 1) * 86_400_000).toISOString().slice(0, 10),
        costPicoUsd: usd(n === 0 ? 31 : 10),
        ...{ userId, provider: "openai", model: "gpt-4o", purpose: "answer", calls: 1, answers: 1 },
      })),
    );
    await setBudget(ctx, { ...memberBudget(userId, "month"), limit: usd(300), now: clock.now });
  }
  const key = memberBudget("", "month");
  const shared = [
    { scope: "org", scopeId: null, limit: usd(600) },
    { scope: "model", scopeId: "openai/gpt-4o", limit: usd(590) },
  ] as const;
  for (const budget of shared) {
    const { budgetId } = await setBudget(ctx, { ...key, ...budget, now: clock.now });
    budgetIds.push(budgetId);
  }
  return { userIds: members.map(({ userId }) => userId).toSorted(), budgetIds: budgetIds.toSorted() };
}

beforeEach(async () => {
  for (const table of [outbox, alertRules, usageDays, budgets]) await own.db.delete(table);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test("a fault with one member or budget is logged and keeps nothing else from being told", async () => {
  const { userIds, budgetIds } = await givenTwo();
  const [failing, other] = userIds;
  const [failingBudget, otherBudget] = budgetIds;
  await refuse(`new.payload->>'userId' = '${failing}' or new.payload->>'budgetId' = '${failingBudget}'`);
  const logged = vi.spyOn(log, "error").mockReturnValue();
  expect(await watchDays(own.db, clock)).toBe(true);
  const forecasts = await told("forecast");
  expect(forecasts.flatMap(({ userId }) => userId ?? [])).toEqual([other]);
  expect(forecasts.flatMap(({ userId, budgetId }) => (userId ? [] : [budgetId]))).toEqual([otherBudget]);
  expect((await told("anomaly")).map(({ day }) => day)).toEqual(["2026-11-19"]);
  expect(logged.mock.calls.map(([facts]) => facts)).toMatchObject([
    { userId: failing },
    { budgetId: failingBudget },
  ]);
});

test("where unusual days cannot be told, forecasts are, and the day is looked at again", async () => {
  await givenTwo();
  await refuse("new.kind = 'anomaly'");
  await expect(watchDays(own.db, clock)).rejects.toThrow();
  expect(await told("forecast")).toHaveLength(4);
  expect(await isWatched()).toBe(false);
  await refuse("false");
  expect(await watchDays(own.db, clock)).toBe(true);
  expect([(await told("forecast")).length, (await told("anomaly")).length]).toEqual([4, 1]);
  expect(await isWatched()).toBe(true);
});

test("where nobody's forecast can be made, unusual days are told, and the day is looked at again", async () => {
  await givenTwo();
  await refuse("false");
  await own.db.execute(sql`alter table budget_top_ups rename to budget_top_ups_away`);
  const logged = vi.spyOn(log, "error").mockReturnValue();
  await expect(watchDays(own.db, clock)).rejects.toThrow();
  await own.db.execute(sql`alter table budget_top_ups_away rename to budget_top_ups`);
  expect(logged).toHaveBeenCalledTimes(2);
  expect([(await told("forecast")).length, (await told("anomaly")).length]).toEqual([0, 1]);
  expect(await isWatched()).toBe(false);
});
