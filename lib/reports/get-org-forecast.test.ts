import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays } from "@/lib/ledger";
import { formatUsd, parseUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { getOrgForecast } from ".";
import { bookCall } from "./testing/calls";
import { givenMember } from "./testing/rows";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);
const clock = { now: new Date("2019-11-20T12:00:00Z"), timeZone: "UTC" };

/** So many days up to yesterday, at two dollars of two members each. */
async function givenDays(tx: Conn, count: number): Promise<Ctx> {
  const admin = await givenMember(tx, "Owner", "owner");
  const { userId } = (await givenMember(tx, "Member 01")).actor;
  const yesterday = Temporal.PlainDate.from("2019-11-19");
  for (let n = 0; n < count; n++) {
    const at = new Date(`${yesterday.subtract({ days: n })}T12:00:00Z`);
    for (const id of [userId, admin.actor.userId]) {
      await bookCall(tx, { userId: id, at, timeZone: "UTC", costPicoUsd: parseUsd("1") });
    }
  }
  return admin;
}

describe("getOrgForecast", () => {
  test("goes on as the days of everybody together did, whether they are sealed or open", () =>
    inOwn(async (tx) => {
      const admin = await givenDays(tx, 40);
      const open = await getOrgForecast(admin, clock);
      expect(open?.map(({ day }) => day)).toEqual(
        Array.from({ length: 11 }, (_, n) => `2019-11-${String(20 + n)}`),
      );
      const end = open?.at(-1);
      expect(formatUsd(end?.expectedPicoUsd ?? 0n)).toBe("$60.00");
      expect(end && end.lowPicoUsd <= end.expectedPicoUsd && end.expectedPicoUsd <= end.highPicoUsd).toBe(
        true,
      );
      await sealDays(tx, { timeZone: "UTC", now: new Date("2019-11-10T12:00:00Z") });
      expect(await getOrgForecast(admin, clock)).toEqual(open);
    }));

  test("says nothing of less than a week", () =>
    inOwn(async (tx) => {
      expect(await getOrgForecast(await givenDays(tx, 6), clock)).toBeNull();
    }));

  test("does not exist for a member", () =>
    inOwn(async (tx) => {
      await expect(getOrgForecast(await givenMember(tx), clock)).rejects.toMatchObject({ code: "not_found" });
    }));
});
