import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays } from "@/lib/ledger";
import { getCosts } from ".";
import { cutOf } from "./cost-cut";
import { costRangeOf } from "./cost-range";
import { bookCall } from "./testing/calls";
import { expectToAddUp } from "./testing/expect-to-add-up";
import { givenMember } from "./testing/rows";
import type { CostPreset } from "./types";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const timeZone = "Europe/Warsaw";
const now = new Date("2019-11-20T09:30:00Z");

/** A call at six and at eighteen of every day, of a model each, that cost 1 and 100. */
async function givenDays(tx: Conn) {
  const admin = await givenMember(tx, "Owner", "owner");
  const { userId } = (await givenMember(tx, "Member 07")).actor;
  for (let day = 1; day <= 20; day++) {
    const date = `2019-11-${String(day).padStart(2, "0")}`;
    const call = { userId, timeZone };
    await bookCall(tx, { ...call, at: new Date(`${date}T05:00:00Z`), costPicoUsd: 1n, model: "early" });
    if (day === 20) continue;
    await bookCall(tx, { ...call, at: new Date(`${date}T17:00:00Z`), costPicoUsd: 100n, model: "late" });
  }
  return admin;
}

describe("a range that ends today", () => {
  test.each<[CostPreset, bigint, bigint]>([
    ["today", 1n, 1n],
    ["7d", 7n + 600n, 7n + 600n],
  ])("compares %s with as many days up to the same time of day", (preset, total, before) =>
    inOwn(async (tx) => {
      const admin = await givenDays(tx);
      await sealDays(tx, { timeZone, now });
      for (const granularity of ["day", "week", "month"] as const) {
        const costs = await getCosts(admin, {
          range: { preset },
          granularity,
          group: "model",
          timeZone,
          now,
        });
        expect(costs.total.costPicoUsd).toBe(total);
        expect(costs.before.costPicoUsd).toBe(before);
        expectToAddUp(costs);
        const early = costs.keys.find(({ label }) => label === "early");
        expect(early).toMatchObject({ costPicoUsd: early?.beforePicoUsd });
      }
    }),
  );

  test("leaves a group out that only came later in the days before, and keeps one that came sooner", () =>
    inOwn(async (tx) => {
      const admin = await givenDays(tx);
      const ask = (at: string) =>
        getCosts(admin, {
          ...{ range: { preset: "today" }, granularity: "day", group: "model", timeZone, now: new Date(at) },
        });
      expect((await ask("2019-11-20T09:30:00Z")).keys.map(({ key }) => key)).toEqual(["test/early"]);
      expect((await ask("2019-11-20T16:59:59Z")).before.costPicoUsd).toBe(1n);
      const evening = await ask("2019-11-20T17:00:01Z");
      expect(evening.before.costPicoUsd).toBe(101n);
      expect(evening.keys.at(-1)).toMatchObject({ key: "*", beforePicoUsd: 100n });
    }));

  test("is compared whole where plans are named, and one that is over always", () =>
    inOwn(async (tx) => {
      const admin = await givenDays(tx);
      const asked = { range: { preset: "today" }, granularity: "day", group: "plan", timeZone, now } as const;
      expect(await getCosts(admin, asked)).toMatchObject({
        beforeUntil: null,
        before: { costPicoUsd: 101n },
      });
      const over = { preset: "custom", from: "2019-11-19", to: "2019-11-19" } as const;
      const costs = await getCosts(admin, { ...asked, group: "model", range: over });
      expect(costs).toMatchObject({ beforeUntil: null, before: { costPicoUsd: 101n } });
    }));
});

test.each([
  ["2019-10-27T10:00:00Z", "2019-10-26T09:00:00.000Z"],
  ["2019-10-28T10:00:00Z", "2019-10-27T10:00:00.000Z"],
  ["2019-04-01T00:30:00Z", "2019-03-31T01:30:00.000Z"],
])("at %s the day before ends at the same time on the clock, %s", (at, until) => {
  const range = costRangeOf({ preset: "today" }, { now: new Date(at), timeZone });
  expect(cutOf(range, { group: "model" })?.toISOString()).toBe(until);
});
