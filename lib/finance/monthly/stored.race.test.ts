import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { departments, monthlyReports } from "@/db/schema";
import { useOwnDb } from "@/db/testing/own-db";
import { setBudget } from "@/lib/budgets";
import { parseUsd, toDecimalUsd } from "@/lib/money";
import { givenMember } from "@/lib/reports/testing/rows";
import { getStoredReport, listMonthlyReports, setShares, storeMonthlyReports } from "..";
import { bookPriced, givenCompany, givenLimit } from "../testing";
import { readCsv } from "../testing/read-csv";
import { readPdf } from "../testing/read-pdf";

const own = useOwnDb(8);
const timeZone = "Europe/Warsaw";
const usage = {
  inputTokens: 10,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 1,
  reasoningTokens: 0,
};
const box: { company?: Awaited<ReturnType<typeof givenCompany>> } = {};
const store = (now: string) => storeMonthlyReports(own.db, { timeZone, now: new Date(now) });

function company() {
  if (!box.company) throw new Error("The company is there from the first test on.");
  return box.company;
}

/** The last minute of October in Warsaw, which is 23:59 of its winter time. */
const call = (n: number) => ({
  ...{ userId: company().members[n]?.userId ?? "", departmentId: company().members[n]?.departmentId ?? null },
  ...{ at: new Date("2025-10-31T22:59:00Z"), timeZone, usage, costPicoUsd: 7n },
});

beforeAll(async () => {
  box.company = await givenCompany(own.db);
  await setShares(company().admin, {
    shares: [{ departmentId: company().sales, basisPoints: 5_000 }],
    ...{ timeZone, now: new Date("2025-10-10T12:00:00Z") },
  });
  for (const n of [0, 2]) await bookPriced(own.db, call(n));
  // Raised a minute before the month's end, and lowered a minute after it.
  await givenLimit(own.db, { limit: 1n, from: "2025-09-01T00:00:00Z", to: "2025-10-31T22:59:00Z" });
  await givenLimit(own.db, { limit: 33n, from: "2025-10-31T22:59:00Z", to: "2025-10-31T23:01:00Z" });
  await givenLimit(own.db, { limit: 2n, from: "2025-10-31T23:01:00Z", to: "2026-01-01T00:00:00Z" });
});

/** A stored file's lines about budgets. */
async function budgetsIn(reportId: string | undefined) {
  const file = { reportId: reportId ?? "", as: "csv" } as const;
  const { bytes } = await getStoredReport(company().admin, file);
  return readCsv(bytes.toString())
    .filter(({ kind }) => kind?.includes("budget"))
    .map(({ kind, day, department, share_percent, budget_usd, left_usd, cost_usd }) =>
      [kind, day, department, share_percent, budget_usd, left_usd, cost_usd].join(" "),
    );
}

const usd = (pico: number) => toDecimalUsd(BigInt(pico));

describe("storeMonthlyReports", () => {
  test("waits until the month is over in the organisation's zone", async () => {
    expect(await store("2025-11-01T01:59:00Z")).toBe(0);
  });

  test("makes each file once, however many processes do it at once", async () => {
    const made = await Promise.all(Array.from({ length: 6 }, () => store("2025-11-01T02:00:00Z")));
    expect(made.reduce((sum, one) => sum + one, 0)).toBe(2);
    expect(await store("2025-11-20T12:00:00Z")).toBe(0);
    const { reports } = await listMonthlyReports(company().admin);
    expect(reports).toMatchObject([
      { month: "2025-10", name: "Northwind", revision: 1, isLast: true, costPicoUsd: 14n },
      { month: "2025-10", name: "Sales", revision: 1, isLast: true, costPicoUsd: 11n },
    ]);
    // 33 halved is 17 and 16; Sales made 7 and has 4 of the other 7.
    expect(await budgetsIn(reports[0]?.reportId)).toEqual([
      `budget 2025-10  100 ${usd(33)} ${usd(19)} `,
      `budget 2025-10 Sales 50 ${usd(17)} ${usd(6)} `,
      "no budget 2025-10 Support 0   ",
      `budget 2025-10 not allocated 50 ${usd(16)} ${usd(13)} `,
    ]);
    expect(await budgetsIn(reports[1]?.reportId)).toEqual([`budget 2025-10 Sales 50 ${usd(17)} ${usd(6)} `]);
    const paper = { reportId: reports[1]?.reportId ?? "", as: "pdf" } as const;
    const { text } = await readPdf((await getStoredReport(company().admin, paper)).bytes);
    for (const figure of [/50% of the shared cost/, /Budget .*0\.000000000017/, /Left .*0\.000000000006/])
      expect(text).toMatch(figure);
  });

  test("makes another revision of what a late entry moved, and keeps the first as it was", async () => {
    const { admin } = company();
    const key = { scope: "org", scopeId: null, period: "month", unit: "usd", onLimit: "block" } as const;
    await setBudget(admin, { ...key, limit: 5_000n });
    const [before] = (await listMonthlyReports(admin, { text: "north" })).reports;
    const file = await getStoredReport(admin, { reportId: before?.reportId ?? "", as: "pdf" });
    await bookPriced(own.db, call(1));
    expect(await store("2025-11-02T12:00:00Z")).toBe(2);
    const { reports } = await listMonthlyReports(admin);
    expect(reports).toMatchObject([
      { name: "Northwind", revision: 2, isLast: true, costPicoUsd: 21n },
      { name: "Northwind", revision: 1, isLast: false, costPicoUsd: 14n },
      { name: "Sales", revision: 1, isLast: true },
      { name: "Support", revision: 1, isLast: true, costPicoUsd: 7n },
    ]);
    const again = await getStoredReport(admin, { reportId: before?.reportId ?? "", as: "pdf" });
    expect(again.bytes.equals(file.bytes)).toBe(true);
    const csv = await getStoredReport(admin, { reportId: reports[0]?.reportId ?? "", as: "csv" });
    expect(csv.fileName).toBe("purser-2025-10-revision-2.csv");
    expect(await budgetsIn(reports[0]?.reportId)).toEqual([
      `budget 2025-10  100 ${usd(33)} ${usd(12)} `,
      `budget 2025-10 Sales 50 ${usd(17)} ${usd(6)} `,
      "no budget 2025-10 Support 0   ",
      `budget 2025-10 not allocated 50 ${usd(16)} ${usd(13)} `,
    ]);
    const costs = readCsv(csv.bytes.toString())
      .filter(({ kind }) => kind === "direct" || kind === "shared")
      .map(({ cost_usd = "" }) => parseUsd(cost_usd));
    expect(costs.reduce((sum, one) => sum + one, 0n)).toBe(21n);
  });

  test("keeps the name that a department had, and makes nothing for a new name alone", async () => {
    const { admin, sales } = company();
    await own.db.update(departments).set({ name: "Renamed" }).where(eq(departments.id, sales));
    expect(await store("2025-11-03T12:00:00Z")).toBe(0);
    expect((await listMonthlyReports(admin, { text: "sales" })).reports).toHaveLength(1);
  });

  test("is for admins: a member's id, a missing one and nonsense look alike", async () => {
    const [stored] = await own.db.select({ id: monthlyReports.id }).from(monthlyReports).limit(1);
    const member = await givenMember(own.db);
    const missing = { code: "not_found" };
    await expect(listMonthlyReports(member)).rejects.toMatchObject(missing);
    await expect(getStoredReport(member, { reportId: stored?.id ?? "", as: "pdf" })).rejects.toMatchObject(
      missing,
    );
    for (const reportId of ["nonsense", "01a205bd-add0-70e9-b7f6-763ea5d11019"]) {
      await expect(getStoredReport(company().admin, { reportId, as: "csv" })).rejects.toMatchObject(missing);
    }
  });
});
