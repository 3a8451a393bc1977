import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import { getMemberMonth } from "./get-member-month";
import { givenDay, givenMember, givenThread } from "./testing/rows";
import type { UsageSum } from "./types";

const db = useTestDb();
const NOVEMBER = { now: new Date("2026-11-22T12:00:00Z"), timeZone: "UTC" };

const costOf = (sums: UsageSum[]) => sums.reduce((sum, { costPicoUsd }) => sum + costPicoUsd, 0n);

describe("getMemberMonth", () => {
  test("adds up to the same total by day, model and purpose", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      await givenDay(ctx, { day: "2026-11-01", cost: 40n });
      await givenDay(ctx, { day: "2026-11-01", cost: 3n, purpose: "title" });
      await givenDay(ctx, { day: "2026-11-22", cost: 50n, model: "gpt-5.1", estimated: 50n });
      const month = await getMemberMonth(ctx, NOVEMBER);
      expect(month.total).toMatchObject({ calls: 3, answers: 2, costPicoUsd: 93n, estimatedPicoUsd: 50n });
      expect(month.today).toMatchObject({ answers: 1, costPicoUsd: 50n });
      for (const part of [month.days, month.models, month.purposes]) expect(costOf(part)).toBe(93n);
      expect(month.models.map(({ model }) => model)).toEqual(["gpt-5.1", "gpt-5.1-mini"]);
      expect(month.purposes.map(({ purpose }) => purpose)).toEqual(["answer", "title"]);
      expect(month.days).toHaveLength(22);
      expect(month.days[1]).toMatchObject({ day: "2026-11-02", costPicoUsd: 0n });
    }));

  test("never holds another member's rows", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      const other = await givenMember(tx, "Member 08", "owner");
      await givenDay(other, { day: "2026-11-22", cost: 70n });
      await givenThread(other, { month: "2026-11-01", cost: 70n });
      const month = await getMemberMonth(ctx, NOVEMBER);
      expect(month.total.costPicoUsd).toBe(0n);
      expect(month.span.firstMonth).toBeNull();
      expect([...month.models, ...month.purposes, ...month.threads]).toEqual([]);
      expect(month.otherThreads).toBeNull();
    }));

  test("keeps to the days of its month", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      for (const day of ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"]) {
        await givenDay(ctx, { day, cost: 1n });
      }
      const closed = { month: "2026-11", now: new Date("2027-01-05T00:00:00Z"), timeZone: "UTC" };
      const month = await getMemberMonth(ctx, closed);
      expect(month.total.costPicoUsd).toBe(2n);
      expect(month.today).toBeNull();
      expect(month.days).toHaveLength(30);
      expect(month.span.firstMonth).toBe("2026-10");
    }));

  test.each([
    ["Pacific/Apia", "2026-10-31T11:00:00Z"],
    ["Asia/Kathmandu", "2026-10-31T18:15:00Z"],
    ["Europe/Warsaw", "2026-10-31T23:00:00Z"],
  ])("begins a new month at midnight in %s", (timeZone, midnight) =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      await givenDay(ctx, { day: "2026-10-31", cost: 5n });
      await givenDay(ctx, { day: "2026-11-01", cost: 7n });
      const at = new Date(midnight);
      const before = await getMemberMonth(ctx, { now: new Date(at.getTime() - 1), timeZone });
      const after = await getMemberMonth(ctx, { now: at, timeZone });
      expect([before.total.costPicoUsd, after.total.costPicoUsd]).toEqual([5n, 7n]);
    }),
  );

  test("names threads from the dearest, and a deleted one only by its cost", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      await givenThread(ctx, { month: "2026-11-01", cost: 10n, title: "Cheap" });
      await givenThread(ctx, { month: "2026-11-01", cost: 30n, title: "Gone", deletedAt: new Date() });
      await givenThread(ctx, { month: "2026-10-01", cost: 90n, title: "October" });
      const { threads } = await getMemberMonth(ctx, NOVEMBER);
      expect(threads.map(({ title, costPicoUsd }) => [title, costPicoUsd])).toEqual([
        [null, 30n],
        ["Cheap", 10n],
      ]);
    }));

  test("sums the threads beyond fifty without losing one", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      for (let cost = 1n; cost <= 53n; cost++) await givenThread(ctx, { month: "2026-11-01", cost });
      const { threads, otherThreads } = await getMemberMonth(ctx, NOVEMBER);
      expect(threads).toHaveLength(50);
      expect(threads[0]?.costPicoUsd).toBe(53n);
      expect(otherThreads).toMatchObject({ count: 3, sum: { answers: 3, costPicoUsd: 6n } });
      expect(costOf(threads) + 6n).toBe((53n * 54n) / 2n);
    }));
});
