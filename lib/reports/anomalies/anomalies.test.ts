import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { sealDays } from "@/lib/ledger";
import { parseUsd } from "@/lib/money";
import { dismissAnomaly, explainAnomaly, listAnomalies, restoreAnomaly, setMinimums } from "..";
import { bookCall } from "../testing/calls";
import { givenMember } from "../testing/rows";

const own = useOwnDb();
const inOwn = (work: (tx: Conn) => Promise<void>) => inTestTransaction(own.db, work);

const DAY = "2019-11-20";
const range = { from: "2019-11-01", to: "2019-11-30", today: "2019-11-26" };

const EXACT = { estimatedPicoUsd: 0n, isUsualExact: true };

/** Two members with a dollar each a day for eight weeks; the second costs thirty on one day, with another model. */
async function givenSpike(tx: Conn) {
  const admin = await givenMember(tx, "Owner", "owner");
  const [steady, other] = [await givenMember(tx, "Member 01"), await givenMember(tx, "Member 02")];
  const first = Temporal.PlainDate.from("2019-10-01");
  const call = (
    day: string,
    usd: string,
    { userId, model = "model-1" }: { userId: string; model?: string },
  ) =>
    bookCall(tx, {
      ...{ userId, model, timeZone: "UTC" },
      ...{ at: new Date(`${day}T12:00:00Z`), costPicoUsd: parseUsd(usd) },
    });
  for (let n = 0; n < 56; n++) {
    const day = first.add({ days: n }).toString();
    await call(day, "1", steady.actor);
    await call(day, day === range.today ? "50" : "1", other.actor);
  }
  await call(DAY, "29", { ...other.actor, model: "model-2" });
  return { admin, steady: steady.actor.userId, other: other.actor.userId };
}

describe("listAnomalies", () => {
  test("finds the day among open and sealed ones, by both rules, and never today", () =>
    inOwn(async (tx) => {
      const { admin } = await givenSpike(tx);
      const found = (rule: "robust" | "two_deviations") => listAnomalies(admin, { range, filters: {}, rule });
      const open = await found("robust");
      expect(open).toEqual([
        {
          ...{ day: DAY, costPicoUsd: parseUsd("31"), expectedPicoUsd: parseUsd("2") },
          ...{ estimatedPicoUsd: 0n, isExpectedExact: true },
          ...{ impactPicoUsd: parseUsd("29"), dismissed: null },
        },
      ]);
      await sealDays(tx, { timeZone: "UTC", now: new Date("2019-11-22T12:00:00Z") });
      expect(await found("robust")).toEqual(open);
      expect((await found("two_deviations")).map(({ day }) => day)).toEqual([DAY]);
      expect(
        await listAnomalies(admin, { range: { ...range, to: DAY, from: DAY }, filters: {}, rule: "robust" }),
      ).toEqual(open);
      const after = { ...range, from: "2019-11-21" };
      expect(await listAnomalies(admin, { range: after, filters: {}, rule: "robust" })).toEqual([]);
    }));

  test("marks a day from the smallest amount on that an admin chose", () =>
    inOwn(async (tx) => {
      const { admin } = await givenSpike(tx);
      const found = () => listAnomalies(admin, { range, filters: {}, rule: "robust" });
      await setMinimums(admin, { anomalyMinPicoUsd: parseUsd("29"), suggestionMinPicoUsd: parseUsd("1") });
      expect((await found()).map(({ day }) => day)).toEqual([DAY]);
      await setMinimums(admin, { anomalyMinPicoUsd: parseUsd("29.01"), suggestionMinPicoUsd: parseUsd("1") });
      expect(await found()).toEqual([]);
    }));

  test("looks at what the filters leave", () =>
    inOwn(async (tx) => {
      const { admin, steady, other } = await givenSpike(tx);
      const days = async (member: string) =>
        (await listAnomalies(admin, { range, filters: { member: [member] }, rule: "robust" })).map(
          ({ day }) => day,
        );
      expect(await days(steady)).toEqual([]);
      expect(await days(other)).toEqual([DAY]);
    }));

  test("does not exist for a member", () =>
    inOwn(async (tx) => {
      const member = await givenMember(tx);
      const gone = { code: "not_found" };
      await expect(listAnomalies(member, { range, filters: {}, rule: "robust" })).rejects.toMatchObject(gone);
      await expect(explainAnomaly(member, { day: DAY, filters: {} })).rejects.toMatchObject(gone);
      await expect(dismissAnomaly(member, { day: DAY, filters: {}, reason: "x" })).rejects.toMatchObject(
        gone,
      );
      await expect(restoreAnomaly(member, { day: DAY, filters: {} })).rejects.toMatchObject(gone);
    }));
});

describe("explainAnomaly", () => {
  test("names what rose most above the same weekday of four weeks", () =>
    inOwn(async (tx) => {
      const { admin, other } = await givenSpike(tx);
      expect(await explainAnomaly(admin, { day: DAY, filters: {} })).toEqual([
        {
          ...{ group: "department", key: "", label: null },
          ...{ costPicoUsd: parseUsd("31"), usualPicoUsd: parseUsd("2"), ...EXACT },
        },
        {
          ...{ group: "member", key: other, label: "Member 02" },
          ...{ costPicoUsd: parseUsd("30"), usualPicoUsd: parseUsd("1"), ...EXACT },
        },
        {
          ...{ group: "model", key: expect.stringMatching(/\/model-2$/), label: "model-2" },
          ...{ costPicoUsd: parseUsd("29"), usualPicoUsd: 0n, ...EXACT },
        },
      ]);
    }));

  test("names nothing on a day without costs, or with those of any such weekday", () =>
    inOwn(async (tx) => {
      const { admin } = await givenSpike(tx);
      for (const day of ["2019-12-24", "2019-11-19"]) {
        expect(await explainAnomaly(admin, { day, filters: {} })).toEqual([]);
      }
    }));
});

test("a day, what was expected of it and its causes say what of them is estimated", () =>
  inOwn(async (tx) => {
    const { admin, other } = await givenSpike(tx);
    const call = { userId: other, model: "model-2", timeZone: "UTC", estimated: true, costPicoUsd: 5n };
    const read = async () => {
      const [anomaly] = await listAnomalies(admin, { range, filters: {}, rule: "robust" });
      const [cause] = await explainAnomaly(admin, { day: DAY, filters: {} });
      return { ...anomaly, ...cause };
    };
    await bookCall(tx, { ...call, at: new Date(`${DAY}T12:00:00Z`) });
    const isExact = { isExpectedExact: true, isUsualExact: true };
    expect(await read()).toMatchObject({ day: DAY, estimatedPicoUsd: 5n, ...isExact });
    await bookCall(tx, { ...call, at: new Date("2019-11-13T12:00:00Z") });
    expect(await read()).toMatchObject({ isExpectedExact: false, isUsualExact: false });
  }));

describe("dismissAnomaly", () => {
  test("keeps the reason with the day and its filters until it is marked again", () =>
    inOwn(async (tx) => {
      const { admin, other } = await givenSpike(tx);
      const filters = { member: [other] };
      await dismissAnomaly(admin, { day: DAY, filters: {}, reason: " A workshop. " });
      const said = async (of: typeof filters | object) =>
        (await listAnomalies(admin, { range, filters: of, rule: "robust" })).map(
          ({ dismissed }) => dismissed,
        );
      expect(await said({})).toEqual([{ reason: "A workshop.", by: "Owner", at: expect.any(Date) }]);
      expect(await said(filters)).toEqual([null]);
      await dismissAnomaly(admin, { day: DAY, filters, reason: "Theirs." });
      await dismissAnomaly(admin, { day: DAY, filters: {}, reason: "A demo." });
      expect(await said({})).toMatchObject([{ reason: "A demo." }]);
      expect(await restoreAnomaly(admin, { day: DAY, filters: {} })).toEqual({ reason: "A demo." });
      expect(await said({})).toEqual([null]);
      expect(await said(filters)).toMatchObject([{ reason: "Theirs." }]);
      await expect(restoreAnomaly(admin, { day: DAY, filters: {} })).rejects.toMatchObject({
        code: "not_found",
      });
    }));

  test.each([
    [{ day: DAY, reason: "  " }, "reason"],
    [{ day: DAY, reason: "x".repeat(301) }, "reason"],
    [{ day: "2019-02-30", reason: "x" }, "day"],
    [{ day: "yesterday", reason: "x" }, "day"],
  ])("refuses %j", (input, field) =>
    inOwn(async (tx) => {
      const admin = await givenMember(tx, "Owner", "owner");
      await expect(dismissAnomaly(admin, { ...input, filters: {} })).rejects.toMatchObject({
        ...{ code: "invalid", details: { field } },
      });
    }),
  );
});
