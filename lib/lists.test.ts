import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCursor, writeCursor } from "@/db/cursor";
import { newId } from "@/db/id";
import { makeMember } from "@/db/testing/fixtures";
import { useOwnDb } from "@/db/testing/own-db";
import { listAlerts, listDeliveries } from "@/lib/alerts";
import {
  listAnnounced,
  listAssistants,
  listDeletedThreads,
  listModelPrices,
  listSharedAssistants,
  listThreads,
} from "@/lib/assistants";
import { listAudit } from "@/lib/audit";
import { listBudgets, listRequests } from "@/lib/budgets";
import { getAllocation, listMonthlyReports } from "@/lib/finance";
import { listDepartments, listMembers } from "@/lib/org";
import type { Ctx } from "@/lib/org/types";
import { listProviderPage } from "@/lib/provider-keys";
import { listEstimates, listMemberSpend, listUsageRuns } from "@/lib/reports";

describe("a cursor", () => {
  test("reads back every place it was written for", () => {
    const id = newId();
    const names = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(names, (name) => {
        const place = { by: name.replaceAll("\0", "~"), id };
        expect(readCursor(writeCursor(place), "name")).toEqual(place);
      }),
    );
    const long = { by: "long ".repeat(200), id };
    expect(readCursor(writeCursor(long), "name")).toEqual(long);
    for (const by of ["9007199254740993", "-1", "0"]) {
      expect(readCursor(writeCursor({ by, id }), "amount")).toEqual({ by, id });
    }
  });

  test("is the first page where nobody wrote it", () => {
    const id = newId();
    for (const text of [
      undefined,
      "",
      "~",
      "1",
      "x~y",
      "1~' or true",
      id,
      `~${id}`,
      `1~${id}~`,
      `1~${id}\n`,
    ]) {
      for (const kind of ["name", "instant", "amount"] as const) expect(readCursor(text, kind)).toBeNull();
    }
    expect(readCursor(`a\0b~${id}`, "name")).toBeNull();
    for (const by of ["1.5", "x", "2026-11-22", "9".repeat(31)]) {
      expect(readCursor(`${by}~${id}`, "amount")).toBeNull();
      expect(readCursor(`${by}~${id}`, "instant")).toBeNull();
    }
  });
});

const own = useOwnDb();

/** Every list that goes on by a cursor. */
const LISTS: Record<string, (ctx: Ctx, query: { cursor: string }) => Promise<unknown>> = {
  ...{ listAlerts, listDeliveries, listAudit, listBudgets, listRequests, getAllocation, listMonthlyReports },
  ...{ listDepartments, listMembers, listMemberSpend, listUsageRuns, listAnnounced, listDeletedThreads },
  ...{ listProviderPage, listEstimates, listAssistants, listSharedAssistants, listThreads, listModelPrices },
  listArchived: (ctx, query) => listThreads(ctx, { ...query, archived: true }),
};

const ID = "01980000-0000-7000-8000-000000000000";
const BY = [
  ...[
    "",
    "1",
    "-1",
    "9".repeat(15),
    "9".repeat(17),
    "9".repeat(30),
    "9".repeat(400),
    "1e9",
    "x",
    "\0",
    "a\0b",
  ],
  ...[
    "0000-01-01",
    "12026-01-01",
    "2026-02-31 00:00:00+00",
    "0000-01-01 00:00:00+00",
    "2026-11-22 10:00:00+99",
  ],
  ...["9999-12-31 25:61:61.999999-12", "2026-11-22 10:00:00.1234567+00", "infinity", "NaN", "\ud800"],
];
const CRAFTED = [
  ...[
    "",
    "~",
    "_",
    "broken",
    ID,
    `${ID}~${ID}`,
    "9".repeat(15),
    "9".repeat(400),
    "\0",
    "'; drop table entries",
  ],
  ...BY.flatMap((by) => [`${by}~${ID}`, `${by}_${ID}`, `${by}~${ID.slice(1)}`, `${by}~`]),
  ...BY.map((by) => Buffer.from(JSON.stringify([by, ID])).toString("base64url")),
];

describe("a list", () => {
  test.each(Object.entries(LISTS))("of %s takes a crafted cursor without a fault", async (_name, list) => {
    const actor = await makeMember(own.db, "owner");
    for (const cursor of CRAFTED) {
      await expect(list({ db: own.db, actor }, { cursor }), JSON.stringify(cursor)).resolves.toBeDefined();
    }
  });
});
