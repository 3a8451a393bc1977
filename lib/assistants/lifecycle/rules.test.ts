import { beforeAll, describe, expect, test } from "vitest";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { getThreadRules } from "@/lib/org";
import { saveThreadRules } from "..";
import { dayStart } from "./days";
import { makeOrganisation } from "./testing";

const own = useOwnDb();
beforeAll(() => makeOrganisation(own.db));

const newCtx = async (role: "admin" | "member") => ({ db: own.db, actor: await makeMember(own.db, role) });

describe("saveThreadRules", () => {
  const rules = { archiveAfterDays: 30, deleteAfterDays: 365, temporaryHours: 24, activeThreadsMax: null };

  test.each([
    ["archiveAfterDays", { archiveAfterDays: 0 }],
    ["archiveAfterDays", { archiveAfterDays: 1.5 }],
    ["deleteAfterDays", { deleteAfterDays: 29 }],
    ["deleteAfterDays", { deleteAfterDays: 40, archiveAfterDays: 40 }],
    ["deleteAfterDays", { deleteAfterDays: Number.NaN }],
    ["temporaryHours", { temporaryHours: 721 }],
    ["activeThreadsMax", { activeThreadsMax: -1 }],
  ])("refuses %s in one sentence", async (field, wrong) => {
    const admin = await newCtx("admin");
    const before = await getThreadRules(own.db);
    const refused = saveThreadRules(admin, { ...rules, ...wrong });
    await expect(refused).rejects.toMatchObject({ code: "invalid", details: { field } });
    await expect(refused).rejects.toThrow(/^[A-Z][^.]+\.$/);
    expect(await getThreadRules(own.db)).toEqual(before);
  });

  test("is for admins", async () => {
    await expect(saveThreadRules(await newCtx("member"), rules)).rejects.toMatchObject({ code: "forbidden" });
  });
});

test.each([
  { timeZone: "Europe/Warsaw", at: "2026-03-28T12:00:00Z", days: 1, start: "2026-03-28T23:00:00.000Z" },
  { timeZone: "Europe/Warsaw", at: "2026-03-28T12:00:00Z", days: 2, start: "2026-03-29T22:00:00.000Z" },
  { timeZone: "America/New_York", at: "2026-11-01T12:00:00Z", days: 1, start: "2026-11-02T05:00:00.000Z" },
  { timeZone: "UTC", at: "2026-11-22T23:59:59Z", days: -30, start: "2026-10-23T00:00:00.000Z" },
])(
  "a day begins at midnight in $timeZone, also where one has 23 or 25 hours",
  ({ start, days, ...moment }) => {
    expect(dayStart({ ...moment, at: new Date(moment.at) }, days).toISOString()).toBe(start);
  },
);
