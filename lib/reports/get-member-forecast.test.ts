import { expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { getMemberForecast } from "./get-member-forecast";
import { givenDay, givenMember } from "./testing/rows";

const db = useTestDb();
const DOLLAR = 1_000_000_000_000n;
const NOVEMBER = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };
const dayOf = (n: number) => `2026-11-${String(n).padStart(2, "0")}`;

test("a month that goes on as it did ends with as much a day, today counted once", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = await givenMember(tx);
    const other = await givenMember(tx, "Member 08");
    for (let n = 1; n <= 21; n++) await givenDay(ctx, { day: dayOf(n), cost: 2n * DOLLAR });
    await givenDay(ctx, { day: dayOf(22), cost: DOLLAR });
    await givenDay(other, { day: dayOf(21), cost: 500n * DOLLAR });
    const forecast = await getMemberForecast(ctx, NOVEMBER);
    expect(forecast?.map(({ day }) => day)).toEqual([22, 23, 24, 25, 26, 27, 28, 29, 30].map(dayOf));
    const cents = forecast?.map(({ expectedPicoUsd }) => Math.round(Number(expectedPicoUsd) / 1e10));
    expect(cents).toEqual([44, 46, 48, 50, 52, 54, 56, 58, 60].map((usd) => usd * 100));
  }));

test("what today has cost above its expectation is added, and nothing that is spent is taken back", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = await givenMember(tx);
    for (let n = 1; n <= 21; n++) await givenDay(ctx, { day: dayOf(n), cost: 2n * DOLLAR });
    await givenDay(ctx, { day: dayOf(22), cost: 10n * DOLLAR });
    const [today, tomorrow] = (await getMemberForecast(ctx, NOVEMBER)) ?? [];
    const usd = (amount?: bigint) => Math.round(Number(amount) / 1e10) / 100;
    expect([today, tomorrow].map((day) => usd(day?.expectedPicoUsd))).toEqual([52, 54]);
    expect(today?.lowPicoUsd).toBeGreaterThanOrEqual(52n * DOLLAR);
  }));

test("says nothing before a week of days", () =>
  inTestTransaction(db, async (tx) => {
    const ctx = await givenMember(tx);
    for (let n = 16; n <= 22; n++) await givenDay(ctx, { day: dayOf(n), cost: DOLLAR });
    expect(await getMemberForecast(ctx, NOVEMBER)).toBeNull();
    expect(
      await getMemberForecast(ctx, { ...NOVEMBER, now: new Date("2026-11-23T12:00:00Z") }),
    ).not.toBeNull();
  }));
