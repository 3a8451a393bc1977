import { asc, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type Conn, openDb } from "@/db/client";
import { newId } from "@/db/id";
import { reportCells, reportDays, reportSeals, usageDays, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import { listOpenDays, sealDays, verifyLedger } from ".";

const own = useOwnDb();
const timeZone = "UTC";
/** Noon of the day after the last that is used here. */
const now = new Date("2019-11-22T12:00:00Z");

const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);

async function settled(tx: Conn, userId: string, call: { at: string; costPicoUsd: bigint }) {
  const attempt = await makeAttempt(tx, userId);
  await ask(tx, { ...attempt, amount: 1_000n, at: new Date(call.at) });
  await post(tx, attempt, { costPicoUsd: call.costPicoUsd });
  return attempt;
}

const sealedDays = async (conn: Conn) =>
  (await conn.select().from(reportSeals).orderBy(asc(reportSeals.day))).map(({ day }) => day);

const problems = async (conn: Conn) => (await verifyLedger(conn, timeZone)).problems;

/** The sum of every group of a day, which is the same for each. */
async function groupSums(conn: Conn, day: string): Promise<Set<string>> {
  const rows = await conn.execute<{ cost: string }>(
    sql`select sum(cost_pico_usd) as cost from report_days where day = ${day} group by grouped_by`,
  );
  return new Set(rows.map(({ cost }) => cost));
}

describe("sealDays", () => {
  test("seals each day since the first that is over, also those without usage, and no day twice", () =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      await settled(tx, userId, { at: "2019-11-19T10:00:00Z", costPicoUsd: 5n });
      await settled(tx, userId, { at: "2019-11-19T23:59:59Z", costPicoUsd: 7n });
      await settled(tx, userId, { at: "2019-11-21T10:00:00Z", costPicoUsd: 9n });
      await settled(tx, userId, { at: "2019-11-22T10:00:00Z", costPicoUsd: 11n });
      expect(await sealDays(tx, { timeZone, now })).toBe(3);
      expect(await sealedDays(tx)).toEqual(["2019-11-19", "2019-11-20", "2019-11-21"]);
      expect(await groupSums(tx, "2019-11-19")).toEqual(new Set(["12"]));
      expect(await groupSums(tx, "2019-11-20")).toEqual(new Set());
      expect(await sealDays(tx, { timeZone, now })).toBe(0);
      expect(await problems(tx)).toEqual([]);
    }));

  test.each([
    ["UTC", "2019-11-22T02:59:59Z", []],
    ["UTC", "2019-11-22T03:00:00Z", ["2019-11-21"]],
    ["Pacific/Apia", "2019-11-21T12:59:59Z", []],
    ["Pacific/Apia", "2019-11-21T13:00:00Z", ["2019-11-21"]],
    ["America/New_York", "2019-11-22T07:59:59Z", []],
    ["America/New_York", "2019-11-22T08:00:00Z", ["2019-11-21"]],
  ])("in %s at %s the days that can be sealed are %j", (zone, at, days) =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      await tx.insert(usageDays).values({
        ...{ userId, day: "2019-11-21", provider: "p", model: "m", purpose: "answer" },
      });
      expect(await listOpenDays(tx, { timeZone: zone, now: new Date(at) })).toEqual(days);
    }),
  );

  test("keeps what an entry says of the member, and takes the plan of the day it seals", () =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      const planId = newId();
      await tx.execute(sql`insert into plans (id, name) values (${planId}, 'Trial')`);
      await tx.update(users).set({ planId });
      await settled(tx, userId, { at: "2019-11-19T10:00:00Z", costPicoUsd: 5n });
      await sealDays(tx, { timeZone, now });
      const [cell] = await tx.select().from(reportCells);
      expect(cell).toMatchObject({
        day: "2019-11-19",
        planId,
        departmentId: null,
        costPicoUsd: 5n,
        calls: 1,
      });
      await tx.update(users).set({ planId: null });
      expect(await problems(tx)).toEqual([]);
    }));
});

describe("a sealed day", () => {
  test("opens with an entry that comes late, and is right again when it is sealed anew", () =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      await settled(tx, userId, { at: "2019-11-19T10:00:00Z", costPicoUsd: 5n });
      await settled(tx, userId, { at: "2019-11-20T10:00:00Z", costPicoUsd: 5n });
      await sealDays(tx, { timeZone, now });
      await settled(tx, userId, { at: "2019-11-19T11:00:00Z", costPicoUsd: 8n });
      expect(await sealedDays(tx)).toEqual(["2019-11-20", "2019-11-21"]);
      expect(await tx.$count(reportDays, sql`day = '2019-11-19'`)).toBe(0);
      expect(await problems(tx)).toEqual([]);
      await sealDays(tx, { timeZone, now });
      expect(await groupSums(tx, "2019-11-19")).toEqual(new Set(["13"]));
      expect(await problems(tx)).toEqual([]);
    }));

  test.each([
    ["one unit", sql`update report_days set cost_pico_usd = cost_pico_usd + 1 where grouped_by = 'model'`],
    ["a call of a member", sql`update report_days set calls = calls + 1 where grouped_by = 'member'`],
    ["a token of a cell", sql`update report_cells set input_tokens = input_tokens + 1`],
    ["a lost group", sql`delete from report_days where grouped_by = 'purpose'`],
    ["a token of a model's day", sql`update report_model_days set input_tokens = input_tokens + 1`],
    ["a lost cell", sql`delete from report_cells`],
  ])("is found to be wrong by %s", (_what, damage) =>
    inOwn(async (tx) => {
      const { userId } = await makeMember(tx);
      await settled(tx, userId, { at: "2019-11-19T10:00:00Z", costPicoUsd: 5n });
      await sealDays(tx, { timeZone, now });
      await tx.execute(damage);
      expect(await problems(tx)).toEqual([
        expect.stringContaining("a report's sum differs from its entries."),
      ]);
    }),
  );
});

describe("sealing and late entries at once", () => {
  test("never leave a sealed day without an entry that is booked", async () => {
    const { db, close } = openDb(own.url, 12);
    try {
      const members = await Promise.all(Array.from({ length: 6 }, () => makeMember(db)));
      const days = ["2019-03-01", "2019-03-02", "2019-03-03"];
      const late = async (userId: string, n: number) =>
        db.transaction((tx) =>
          settled(tx, userId, { at: `${days[n % 3]}T10:00:00Z`, costPicoUsd: BigInt(n + 1) }),
        );
      const books = members.map(async ({ userId }, m) => {
        for (let n = 0; n < 12; n++) await late(userId, m * 12 + n);
      });
      let booking = true;
      const seals = Array.from({ length: 3 }, async () => {
        while (booking) {
          await sealDays(db, { timeZone, now: new Date("2019-03-05T12:00:00Z") });
          expect(await problems(db)).toEqual([]);
        }
      });
      await Promise.all(books).finally(() => {
        booking = false;
      });
      await Promise.all(seals);
      await sealDays(db, { timeZone, now: new Date("2019-03-05T12:00:00Z") });
      expect(await problems(db)).toEqual([]);
      const sums = await db.execute<{ sum: string }>(
        sql`select sum(cost_pico_usd) from report_days where grouped_by = 'member' and day between '2019-03-01' and '2019-03-03'`,
      );
      expect(sums[0]?.sum).toBe(String((72 * 73) / 2));
    } finally {
      await close();
    }
  });
});
