import { describe, expect, test } from "vitest";
import { inTestTransaction, useTestDb } from "@/db/testing";
import type { Ctx } from "@/lib/org/types";
import { getOrgMonth } from "./get-org-month";
import { givenDay, givenMember } from "./testing/rows";
import type { OrgMonth } from "./types";

const db = useTestDb();
// A month in which no other test commits rows: the report is of the whole organisation.
const NOVEMBER = { now: new Date("2019-11-22T12:00:00Z"), timeZone: "UTC" };

const sum = (amounts: { costPicoUsd: bigint }[]) => amounts.reduce((all, one) => all + one.costPicoUsd, 0n);

/** Member 01 spends 1 and 10 on two days, member 02 twice that, and so on. */
async function givenTeam(admin: Ctx, size: number): Promise<void> {
  for (let number = 1; number <= size; number++) {
    const name = `Member ${String(number).padStart(2, "0")}`;
    const ctx = await givenMember(admin.db, name);
    await givenDay(ctx, { day: "2019-11-01", cost: BigInt(number), model: `model-${number}` });
    await givenDay(ctx, {
      day: "2019-11-20",
      cost: BigInt(number * 10),
      model: "model-shared",
      estimated: 5n,
    });
  }
}

function expectStackToAddUp({ stack, total }: OrgMonth): void {
  expect(sum(stack.pieces)).toBe(total.costPicoUsd);
  expect(sum(stack.keys)).toBe(total.costPicoUsd);
  for (const { key, costPicoUsd } of stack.keys) {
    expect(sum(stack.pieces.filter((piece) => piece.key === key))).toBe(costPicoUsd);
  }
}

describe("getOrgMonth", () => {
  test("does not exist for a member", () =>
    inTestTransaction(db, async (tx) => {
      const ctx = await givenMember(tx);
      await expect(getOrgMonth(ctx, { by: "member" })).rejects.toMatchObject({ code: "not_found" });
    }));

  test("stacks the nine dearest members and sums the others", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      await givenTeam(admin, 12);
      const month = await getOrgMonth(admin, { ...NOVEMBER, by: "member" });
      expect(month.total.costPicoUsd).toBe(78n * 11n);
      expect(month.stack.keys).toHaveLength(10);
      expect(month.stack.keys[0]).toMatchObject({ label: "Member 12", costPicoUsd: 132n });
      expect(month.stack.keys.at(-1)).toEqual({
        key: "others",
        label: "Others",
        costPicoUsd: 6n * 11n,
        estimatedPicoUsd: 3n * 5n,
      });
      expectStackToAddUp(month);
      expect(month.activeMembers).toBe(12);
      expect(month.memberCount).toBeGreaterThanOrEqual(13);
    }));

  test("stacks models the same way", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Admin", "admin");
      await givenTeam(admin, 11);
      const month = await getOrgMonth(admin, { ...NOVEMBER, by: "model" });
      expect(month.stack.keys[0]).toMatchObject({ key: "model-shared", label: "model-shared" });
      expect(month.stack.keys).toHaveLength(10);
      expectStackToAddUp(month);
    }));

  test("has no others while nine keys are enough", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      await givenTeam(admin, 9);
      const month = await getOrgMonth(admin, { ...NOVEMBER, by: "member" });
      expect(month.stack.keys.map(({ key }) => key)).not.toContain("others");
      expectStackToAddUp(month);
    }));

  test("compares with the same days of the month before", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      for (const day of ["2019-10-01", "2019-10-22", "2019-10-23", "2019-10-31"]) {
        await givenDay(admin, { day, cost: 10n });
      }
      await givenDay(admin, { day: "2019-11-22", cost: 50n });
      const month = await getOrgMonth(admin, { ...NOVEMBER, by: "member" });
      expect(month.sameSpan).toEqual({
        days: 22,
        previousMonth: "2019-10",
        costPicoUsd: 50n,
        previousPicoUsd: 20n,
      });
      expect(month.today?.costPicoUsd).toBe(50n);
    }));

  test("is zero, not missing, where nobody has used anything", () =>
    inTestTransaction(db, async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      const month = await getOrgMonth(admin, { ...NOVEMBER, by: "model" });
      expect(month.total.costPicoUsd).toBe(0n);
      expect(month.stack).toEqual({ by: "model", keys: [], pieces: [] });
    }));
});
