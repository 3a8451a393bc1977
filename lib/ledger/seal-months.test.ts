import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { type Conn, openDb } from "@/db/client";
import { reportMonthSeals } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { ask, makeAttempt, post } from "@/lib/budgets/testing";
import { sealDays, verifyLedger } from ".";

const own = useOwnDb();
const timeZone = "UTC";
const MONTH_TABLES = ["report_months", "report_month_cells", "report_member_months"];

const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const sealAt = (conn: Conn, now: string) => sealDays(conn, { timeZone, now: new Date(now) });
const problems = async (conn: Conn) => (await verifyLedger(conn, timeZone)).problems;

async function settled(tx: Conn, userId: string, call: { at: string; costPicoUsd: bigint }) {
  const attempt = await makeAttempt(tx, userId);
  await ask(tx, { ...attempt, amount: 10_000n, at: new Date(call.at) });
  await post(tx, attempt, { costPicoUsd: call.costPicoUsd });
}

async function sealedMonths(conn: Conn): Promise<string[]> {
  const rows = await conn.select().from(reportMonthSeals).orderBy(reportMonthSeals.month);
  return rows.map(({ month }) => month);
}

/** What a month's tables add up to, of which `report_months` has each sum once a group. */
async function monthSums(conn: Conn, month: string): Promise<string[]> {
  const sums = MONTH_TABLES.map(
    (table) => sql`select coalesce(sum(cost_pico_usd), 0) as cost from ${sql.identifier(table)}
      where month = ${month} ${table === "report_months" ? sql`and grouped_by = 'member'` : sql``}`,
  );
  const rows = await conn.execute<{ cost: string }>(sql.join(sums, sql` union all `));
  return rows.map(({ cost }) => cost);
}

/** Two calls in October, from the 30th on, and one in November. */
async function givenCalls(tx: Conn): Promise<string> {
  const { userId } = await makeMember(tx);
  await settled(tx, userId, { at: "2019-10-30T10:00:00Z", costPicoUsd: 5n });
  await settled(tx, userId, { at: "2019-10-31T23:59:59Z", costPicoUsd: 7n });
  await settled(tx, userId, { at: "2019-11-01T00:00:00Z", costPicoUsd: 11n });
  return userId;
}

describe("a month", () => {
  test.each([
    ["2019-11-01T02:59:59Z", []],
    ["2019-11-01T03:00:00Z", ["2019-10-01"]],
    ["2019-11-30T12:00:00Z", ["2019-10-01"]],
    ["2019-12-01T03:00:00Z", ["2019-10-01", "2019-11-01"]],
  ])("is sealed with the last of its days: at %s those are %j", (now, months) =>
    inOwn(async (tx) => {
      await givenCalls(tx);
      await sealAt(tx, now);
      expect(await sealedMonths(tx)).toEqual(months);
      expect(await problems(tx)).toEqual([]);
    }),
  );

  test("is the sum of its days, opens with an entry that comes late, and is right again when it is sealed anew", () =>
    inOwn(async (tx) => {
      const userId = await givenCalls(tx);
      await sealAt(tx, "2019-12-01T12:00:00Z");
      expect(await monthSums(tx, "2019-10-01")).toEqual(["12", "12", "12"]);
      await settled(tx, userId, { at: "2019-10-31T11:00:00Z", costPicoUsd: 8n });
      expect(await sealedMonths(tx)).toEqual(["2019-11-01"]);
      expect(await monthSums(tx, "2019-10-01")).toEqual(["0", "0", "0"]);
      expect(await problems(tx)).toEqual([]);
      await sealAt(tx, "2019-12-01T12:00:00Z");
      expect(await monthSums(tx, "2019-10-01")).toEqual(["20", "20", "20"]);
      expect(await problems(tx)).toEqual([]);
    }));

  test("opens with an entry of a day before the first", () =>
    inOwn(async (tx) => {
      const userId = await givenCalls(tx);
      await sealAt(tx, "2019-12-01T12:00:00Z");
      await settled(tx, userId, { at: "2019-10-02T11:00:00Z", costPicoUsd: 8n });
      expect(await sealedMonths(tx)).toEqual(["2019-11-01"]);
      await sealAt(tx, "2019-12-01T12:00:00Z");
      expect(await monthSums(tx, "2019-10-01")).toEqual(["20", "20", "20"]);
    }));

  test.each([
    ["one unit of a group", sql`update report_months set cost_pico_usd = cost_pico_usd + 1`],
    ["a call of a cell", sql`update report_month_cells set calls = calls + 1`],
    ["a token of a member", sql`update report_member_months set output_tokens = output_tokens + 1`],
    ["a lost group", sql`delete from report_months where grouped_by = 'purpose'`],
    ["a lost mark", sql`delete from report_month_seals`],
  ])("is found to be wrong by %s", (_what, damage) =>
    inOwn(async (tx) => {
      await givenCalls(tx);
      await sealAt(tx, "2019-11-01T12:00:00Z");
      expect(await problems(tx)).toEqual([]);
      await tx.execute(damage);
      expect(await problems(tx)).toEqual([
        expect.stringContaining("a report's sum differs from its entries."),
      ]);
    }),
  );
});

describe("sealing months and late entries at once", () => {
  test("leaves a month alone into which somebody books", async () => {
    const { userId } = await makeMember(own.db);
    await own.db.transaction((tx) => settled(tx, userId, { at: "2019-02-28T10:00:00Z", costPicoUsd: 5n }));
    await sealAt(own.db, "2019-03-02T12:00:00Z");
    await own.db.execute(sql`delete from report_months`);
    await own.db.execute(sql`delete from report_month_seals`);
    await own.db.transaction(async (tx) => {
      await settled(tx, userId, { at: "2019-02-28T11:00:00Z", costPicoUsd: 8n });
      await sealAt(own.db, "2019-03-02T12:00:00Z");
      expect(await sealedMonths(own.db)).toEqual([]);
    });
    expect(await problems(own.db)).toEqual([]);
    await sealAt(own.db, "2019-03-02T12:00:00Z");
    expect(await monthSums(own.db, "2019-02-01")).toEqual(["13", "13", "13"]);
  });

  test("never leave a sealed month without an entry that is booked", async () => {
    const { db, close } = openDb(own.url, 12);
    try {
      const members = await Promise.all(Array.from({ length: 6 }, () => makeMember(db)));
      const days = ["2019-03-30", "2019-03-31", "2019-04-01", "2019-04-30"];
      const now = "2019-05-02T12:00:00Z";
      const books = members.map(async ({ userId }, m) => {
        for (let n = 0; n < 10; n++) {
          const at = `${days[(m + n) % days.length]}T10:00:00Z`;
          await db.transaction((tx) => settled(tx, userId, { at, costPicoUsd: BigInt(m * 10 + n + 1) }));
        }
      });
      let booking = true;
      let sealed = 0;
      const seals = Array.from({ length: 3 }, async () => {
        while (booking) {
          await sealAt(db, now);
          sealed += (await sealedMonths(db)).length;
          expect(await problems(db)).toEqual([]);
        }
      });
      await Promise.all(books).finally(() => {
        booking = false;
      });
      await Promise.all(seals);
      await sealAt(db, now);
      expect(sealed).toBeGreaterThan(0);
      expect(await problems(db)).toEqual([]);
      expect(await sealedMonths(db)).toEqual(["2019-02-01", "2019-03-01", "2019-04-01"]);
      const [march, april] = [await monthSums(db, "2019-03-01"), await monthSums(db, "2019-04-01")];
      expect(Number(march[0]) + Number(april[0])).toBe((60 * 61) / 2);
    } finally {
      await close();
    }
  });
});
