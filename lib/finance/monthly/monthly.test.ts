import { sql } from "drizzle-orm";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { budgets, orgBudgetSpans, users } from "@/db/schema";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import { parseUsd, toDecimalUsd } from "@/lib/money";
import { givenMember } from "@/lib/reports/testing/rows";
import {
  allocationPaper,
  getAllocation,
  getMonthlyReport,
  monthlyCsv,
  renderReport,
  renderSheet,
  setShares,
} from "..";
import { bookPriced, givenCompany, givenLimit } from "../testing";
import { readCsv } from "../testing/read-csv";

const own = useOwnDb();
/** Reading a PDF again takes its time, in which nothing is asked of the database. */
const inOwn = (work: (tx: Conn) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await work(tx);
  });
const usage = {
  inputTokens: 100,
  cachedInputTokens: 40,
  cacheWriteTokens: 0,
  outputTokens: 10,
  reasoningTokens: 0,
};

type Company = Awaited<ReturnType<typeof givenCompany>>;

/** A call every three hours of a month and the days beside it, of each member in turn. */
async function givenMonth(
  tx: Conn,
  { members }: Company,
  { month, timeZone }: { month: string; timeZone: string },
) {
  const start = new Date(`${month}-01T00:00:00Z`).getTime() - 86_400_000;
  for (let n = 0; n < 33 * 8; n += 5) {
    const member = members[n % 3];
    await bookPriced(tx, {
      ...{ userId: member?.userId ?? "", departmentId: member?.departmentId ?? null, usage, timeZone },
      ...{
        at: new Date(start + n * 3 * 3_600_000),
        costPicoUsd: 10n ** BigInt(n % 9) + 1n,
        estimated: n % 20 === 0,
      },
    });
  }
}

/** Months in which the clocks change, on Lord Howe Island by half an hour. */
const MONTHS: [string, string][] = [
  ["Europe/Warsaw", "2025-10"],
  ["Europe/Warsaw", "2025-03"],
  ["America/New_York", "2025-11"],
  ["America/New_York", "2025-03"],
  ["Australia/Lord_Howe", "2025-04"],
  ["Australia/Lord_Howe", "2025-10"],
];
const now = new Date("2026-01-15T12:00:00Z");

const text = async (lines: AsyncGenerator<string>) => {
  let all = "";
  for await (const line of lines) all += line;
  return all;
};
/** The lines of a month's CSV that are costs, and no budgets. */
const costsIn = (rows: Record<string, string>[]) => rows.filter(({ kind }) => !kind?.includes("budget"));
const pdfText = async (bytes: Buffer) => {
  const { text: pages } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
    mergePages: true,
  });
  return pages;
};

describe("a month's files", () => {
  test.each(MONTHS)("in %s of %s add up to the ledger, day by day, in CSV and PDF", (timeZone, month) =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx);
      await givenMonth(tx, company, { month, timeZone });
      const quarter = [
        { departmentId: company.sales, basisPoints: 3_333 },
        { departmentId: company.support, basisPoints: 3_334 },
      ];
      await setShares(company.admin, { shares: quarter, now: new Date(`${month}-10T12:00:00Z`), timeZone });
      const input = { month, timeZone, now };
      const whole = await getMonthlyReport(company.admin, { ...input, departmentId: null });
      const [ledger] = await tx.execute<{ cost: string }>(sql`
        select sum(cost_pico_usd) as cost from entries where to_char(occurred_at at time zone ${timeZone}, 'YYYY-MM') = ${month}`);
      const cost = BigInt(ledger?.cost ?? 0);
      expect(whole.spentPicoUsd).toBe(cost);
      expect(whole.days.reduce((sum, one) => sum + one.costPicoUsd, 0n)).toBe(cost);
      const rows = costsIn(readCsv(await text(monthlyCsv(tx, whole))));
      const days = new Map<string, bigint>();
      for (const { day = "", cost_usd = "" } of rows)
        days.set(day, (days.get(day) ?? 0n) + parseUsd(cost_usd));
      expect([...days].filter(([, sum]) => sum !== 0n)).toEqual(
        whole.days
          .filter(({ costPicoUsd }) => costPicoUsd !== 0n)
          .map(({ day, costPicoUsd }) => [day, costPicoUsd]),
      );
      expect(await pdfText(await renderReport(whole))).toContain(`(${toDecimalUsd(cost)})`);
      const paper = await renderSheet(company.admin, await allocationPaper(company.admin, input));
      const shared = cost - (whole.allocation?.shared.costPicoUsd ?? 0n);
      const words = (await pdfText(paper)).replaceAll(/\s+/g, " ");
      const [, ...sums] = / All ([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) Northwind/.exec(words) ?? [];
      const all = [shared, whole.allocation?.shared.costPicoUsd ?? 0n, cost, whole.total.estimatedPicoUsd];
      expect(sums.map(parseUsd)).toEqual(all);
      const parts = [];
      for (const departmentId of [company.sales, company.support]) {
        const part = await getMonthlyReport(company.admin, { ...input, departmentId });
        const lines = costsIn(readCsv(await text(monthlyCsv(tx, part))));
        const sum = lines.reduce((all, { cost_usd = "" }) => all + parseUsd(cost_usd), 0n);
        expect(sum).toBe(part.spentPicoUsd);
        expect(await pdfText(await renderReport(part))).toContain(`(${toDecimalUsd(part.spentPicoUsd)})`);
        parts.push(sum);
      }
      const left = whole.allocation?.unallocated.sharedPicoUsd ?? 0n;
      expect(parts.reduce((all, part) => all + part, left)).toBe(cost);
    }),
  );

  test("take hostile names: quoted, no formula in the CSV, words in the PDF", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx, ["=1+1", '-2+3,"x"']);
      for (const [n, { userId }] of company.members.entries()) {
        await tx
          .update(users)
          .set({ name: ["@SUM(A1)", "a\r\n+b", "\t=c"][n] ?? "" })
          .where(sql`id = ${userId}`);
      }
      await givenMonth(tx, company, { month: "2025-06", timeZone: "UTC" });
      const report = await getMonthlyReport(company.admin, {
        month: "2025-06",
        timeZone: "UTC",
        now,
        departmentId: null,
      });
      const rows = costsIn(readCsv(await text(monthlyCsv(tx, report))));
      const cells = rows.flatMap((row) => Object.values(row));
      expect(cells.filter((cell) => /^[=+@\t\r\n-]/.test(cell))).toEqual([]);
      expect(new Set(rows.map(({ member }) => member))).toEqual(new Set(["'@SUM(A1)", "a\r\n+b", "'\t=c"]));
      expect(await pdfText(await renderReport(report))).toContain("@SUM(A1)");
    }));
});

describe("getAllocation", () => {
  test("divides the budget and the shared cost, from the month on that it was set in", () =>
    inOwn(async (tx) => {
      const company = await givenCompany(tx);
      const { admin, sales, support, members } = company;
      for (const { userId, departmentId } of members) {
        const at = { timeZone: "UTC", usage, userId, departmentId };
        await bookPriced(tx, { ...at, at: new Date("2025-06-10T12:00:00Z"), costPicoUsd: 1_000n });
        await bookPriced(tx, { ...at, at: new Date("2025-07-10T12:00:00Z"), costPicoUsd: 1_001n });
      }
      await tx
        .insert(budgets)
        .values({ id: newId(), scope: "org", scopeId: null, period: "month", limit: 10_001n });
      const july = { now: new Date("2025-07-20T12:00:00Z"), timeZone: "UTC" };
      const shares = [
        { departmentId: sales, basisPoints: 5_000 },
        { departmentId: support, basisPoints: 2_500 },
      ];
      expect(await setShares(admin, { shares, ...july })).toEqual({ changed: 2, basisPoints: 7_500 });
      const page = await getAllocation(admin, july);
      expect(page.departments).toMatchObject([
        {
          name: "Sales",
          sharedPicoUsd: 501n,
          spentPicoUsd: 1_502n,
          budgetPicoUsd: 5_001n,
          leftPicoUsd: 3_499n,
        },
        {
          name: "Support",
          sharedPicoUsd: 250n,
          spentPicoUsd: 1_251n,
          budgetPicoUsd: 2_500n,
          leftPicoUsd: 1_249n,
        },
      ]);
      expect(page.unallocated).toMatchObject({
        basisPoints: 2_500,
        sharedPicoUsd: 250n,
        budgetPicoUsd: 2_500n,
      });
      expect(page.total.costPicoUsd).toBe(1_502n + 1_251n + 250n);
      const june = await getAllocation(admin, { ...july, month: "2025-06" });
      expect(june.departments.map(({ sharedPicoUsd }) => sharedPicoUsd)).toEqual([0n, 0n]);
      expect(june.unallocated).toMatchObject({ sharedPicoUsd: 1_000n, budgetPicoUsd: null });
    }));

  test("of a month that is over has the budget that it closed with, by the shares of that month", () =>
    inOwn(async (tx) => {
      const { admin, sales, members } = await givenCompany(tx);
      for (const { userId, departmentId } of members) {
        const at = new Date("2025-06-10T12:00:00Z");
        await bookPriced(tx, { at, timeZone: "UTC", usage, userId, departmentId, costPicoUsd: 1_000n });
      }
      const june = { now: new Date("2025-06-20T12:00:00Z"), timeZone: "UTC" };
      await setShares(admin, { shares: [{ departmentId: sales, basisPoints: 2_500 }], ...june });
      const later = { month: "2025-06", timeZone: "UTC", now };
      const statement = { ...later, departmentId: sales };
      const unknown = { budgetPicoUsd: null, isBudgetKnown: false };
      expect(await getAllocation(admin, later)).toMatchObject(unknown);
      const blind = await getMonthlyReport(admin, statement);
      expect(blind).toMatchObject(unknown);
      expect(readCsv(await text(monthlyCsv(tx, blind))).at(-1)).toMatchObject({
        ...{ kind: "budget not known", department: "Sales", share_percent: "25", budget_usd: "" },
      });
      expect(await pdfText(await renderReport(blind))).toContain("not known: the month was over");
      await givenLimit(tx, { limit: 10_000n, from: "2025-06-30T23:59:59Z", to: "2025-07-01T00:00:00Z" });
      await givenLimit(tx, { limit: 1n, from: "2025-07-01T00:00:00Z" });
      await setShares(admin, { shares: [{ departmentId: sales, basisPoints: 9_000 }], timeZone: "UTC", now });
      const found = await getMonthlyReport(admin, statement);
      expect(found.department).toMatchObject({
        ...{ basisPoints: 2_500, budgetPicoUsd: 2_500n, spentPicoUsd: 1_250n, leftPicoUsd: 1_250n },
      });
      const whole = await getMonthlyReport(admin, { ...later, departmentId: null });
      expect(whole).toMatchObject({ budgetPicoUsd: 10_000n, spentPicoUsd: 3_000n, isBudgetKnown: true });
      const words = (await pdfText(await renderReport(whole))).replaceAll(/\s+/g, " ");
      expect(words).toContain("Sales 25% 0.0000000025 0.00000000125 0.00000000125");
      expect(words).toContain("All 100% 0.0000000100 0.00000000300 0.00000000700");
      const paper = await renderSheet(admin, await allocationPaper(admin, later));
      expect((await pdfText(paper)).replaceAll(/\s+/g, " ")).toMatch(/Left [^(]*\(0\.000000007\)/);
      await tx.delete(orgBudgetSpans);
      await givenLimit(tx, { limit: null, from: "2025-06-01T00:00:00Z" });
      expect(await getAllocation(admin, later)).toMatchObject({ budgetPicoUsd: null, isBudgetKnown: true });
    }));

  test("says of a department without a share neither a budget nor what is left, on the organisation's paper", () =>
    inOwn(async (tx) => {
      const { admin, sales, members } = await givenCompany(tx);
      const [seller, supporter] = members;
      for (const { member, cost } of [
        { member: seller, cost: 1_000n },
        { member: supporter, cost: 3_000n },
      ]) {
        const whose = { userId: member?.userId ?? "", departmentId: member?.departmentId ?? null };
        const at = new Date("2025-06-10T12:00:00Z");
        await bookPriced(tx, { at, timeZone: "UTC", usage, ...whose, costPicoUsd: cost });
      }
      const june = { now: new Date("2025-06-20T12:00:00Z"), timeZone: "UTC" };
      await setShares(admin, { shares: [{ departmentId: sales, basisPoints: 5_000 }], ...june });
      await givenLimit(tx, { limit: 10_000n, from: "2025-06-01T00:00:00Z" });
      const input = { month: "2025-06", timeZone: "UTC", now, departmentId: null };
      const whole = await getMonthlyReport(admin, input);
      const words = (await pdfText(await renderReport(whole))).replaceAll(/\s+/g, " ");
      expect(words).toContain("Sales 50% 0.000000005 0.000000001 0.000000004");
      expect(words).toContain("Support 0% – 0.000000003 –");
      expect(words).toContain("All 100% 0.000000010 0.000000004 0.000000006");
    }));

  test("is found by name and paged; a member and more than 100% get nothing", () =>
    inOwn(async (tx) => {
      const { admin, sales, support } = await givenCompany(tx);
      expect((await getAllocation(admin, { text: " SUPP" })).departments).toMatchObject([
        { name: "Support" },
      ]);
      const first = await getAllocation(admin, { limit: 1 });
      expect(first.departments).toMatchObject([{ name: "Sales" }]);
      const second = await getAllocation(admin, { limit: 1, cursor: first.nextCursor ?? "" });
      expect(second).toMatchObject({
        departments: [{ name: "Support" }],
        nextCursor: null,
        departmentCount: 2,
      });
      const shares = [
        { departmentId: sales, basisPoints: 9_000 },
        { departmentId: support, basisPoints: 1_001 },
      ];
      await expect(setShares(admin, { shares })).rejects.toMatchObject({ code: "invalid" });
      const gone = [{ departmentId: newId(), basisPoints: 1 }];
      await expect(setShares(admin, { shares: gone })).rejects.toMatchObject({ code: "not_found" });
      const member = await givenMember(tx);
      await expect(getAllocation(member)).rejects.toMatchObject({ code: "not_found" });
      await expect(setShares(member, { shares: [] })).rejects.toMatchObject({ code: "not_found" });
      await expect(getMonthlyReport(member, { departmentId: null })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(getMonthlyReport(admin, { departmentId: newId() })).rejects.toMatchObject({
        code: "not_found",
      });
    }));
});
