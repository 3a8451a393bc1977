import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { Conn } from "@/db/client";
import { inTestTransaction } from "@/db/testing";
import { useOwnDb } from "@/db/testing/own-db";
import {
  allocationCsv,
  allocationPaper,
  getMonthlyReport,
  listMonthlyReports,
  monthlyCsv,
  renderReport,
  renderSheet,
  setReportRecipients,
  setShares,
  storeMonthlyReports,
} from "..";
import { takeMails } from "../mailing/take";
import { bookPriced, givenCompany, givenLimit } from "../testing";
import { NO_TOKENS } from "../testing/calls";
import { readCsv } from "../testing/read-csv";
import { readPdf } from "../testing/read-pdf";
import type { MonthlyReport } from "../types";

const own = useOwnDb();
const timeZone = "UTC";
const input = { month: "2025-10", timeZone, now: new Date("2026-01-15T12:00:00Z") };
/** Reading a PDF again takes its time, in which nothing is asked of the database. */
const inOwn = (work: (tx: Conn) => Promise<void>) =>
  inTestTransaction(own.db, async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`);
    await work(tx);
  });

/** Sales makes calls of no price alone, Support priced ones too, and nobody's department one that Sales shares. */
async function givenMonth(tx: Conn) {
  const company = await givenCompany(tx);
  const [seller, supporter, nobody] = company.members;
  const usage = { ...NO_TOKENS, inputTokens: 100, outputTokens: 10 };
  const call = { timeZone, usage, at: new Date("2025-10-05T12:00:00Z") };
  const mystery = { ...call, priceId: null, model: "mystery" };
  for (let n = 0; n < 2; n++) await bookPriced(tx, { ...mystery, ...whose(seller) });
  for (const one of [supporter, nobody]) await bookPriced(tx, { ...mystery, ...whose(one) });
  await bookPriced(tx, { ...call, ...whose(supporter), costPicoUsd: 7n });
  const now = new Date("2025-10-10T12:00:00Z");
  await setShares(company.admin, {
    ...{ shares: [{ departmentId: company.sales, basisPoints: 10_000 }], now, timeZone },
  });
  await givenLimit(tx, { limit: 10n, from: "2025-09-01T00:00:00Z" });
  return company;
}

function whose(member: { userId: string; departmentId: string | null } | undefined) {
  return { userId: member?.userId ?? "", departmentId: member?.departmentId ?? null };
}

async function linesOf(lines: AsyncGenerator<string>) {
  let all = "";
  for await (const line of lines) all += line;
  return readCsv(all);
}

async function wordsOf(pdf: Buffer): Promise<string> {
  return (await readPdf(pdf)).text.replaceAll(/\s+/g, " ");
}

const linesOfMonth = async (tx: Conn, report: MonthlyReport) =>
  (await linesOf(monthlyCsv(tx, report))).map(
    ({ kind, department, model, calls, cost_usd, estimated_usd, left_usd, unpriced_calls }) =>
      [kind, department, model, calls, cost_usd, estimated_usd, left_usd, unpriced_calls].join("|"),
  );

test("what has no price is no $0 of a department: its CSV leaves the cost empty, its PDF says how many calls", () =>
  inOwn(async (tx) => {
    const { admin, sales } = await givenMonth(tx);
    const report = await getMonthlyReport(admin, { ...input, departmentId: sales });
    expect(report).toMatchObject({
      ...{ totalUnpriced: 2, unpriced: [{ provider: "openai", model: "mystery", calls: 3 }] },
      ...{ models: [{ unpriced: 2 }], members: [{ unpriced: 2 }] },
    });
    expect(await linesOfMonth(tx, report)).toEqual([
      "direct|Sales|mystery|2||||2",
      "share|Sales||||||1",
      "budget|Sales||||||",
    ]);
    const words = await wordsOf(await renderReport(report));
    expect(words).not.toMatch(/[^<]\$0\.00/);
    expect(words).not.toContain("Every amount is exact");
    expect(words).toContain("Spent unknown: 3 calls have no price");
    expect(words).toContain("Made by its members unknown: 2 calls have no price");
    expect(words).toContain("Left unknown");
    expect(words).toContain(
      "3 calls on openai/mystery have no price: what they cost is unknown, and in no amount here.",
    );
    expect(words).toContain("mystery 2 220 2 –");
  }));

test("the organisation's files say how many calls no cost has, beside what is known", () =>
  inOwn(async (tx) => {
    const { admin } = await givenMonth(tx);
    const report = await getMonthlyReport(admin, { ...input, departmentId: null });
    expect(await linesOfMonth(tx, report)).toEqual([
      "direct|Sales|mystery|2||||2",
      "direct|Support|gpt-5.1-mini|1|0.000000000007|0||0",
      "direct|Support|mystery|1||||1",
      "shared||mystery|1||||1",
      "budget||||||0.000000000003|",
      "budget|Sales||||||",
      "no budget|Support||||||",
      "budget|not allocated|||||0|",
    ]);
    const words = await wordsOf(await renderReport(report));
    expect(words).toContain("(0.000000000007), and 4 calls without a price");
    expect(words).toContain("4 calls on openai/mystery have no price");
    expect(words).toContain("What is known is exact");
    expect(words).toMatch(/Sales 100% – – – – 3/);
    expect(words).toMatch(/Support 0% 0\.000000000007 [0.]+ 0\.000000000007 [0.]+ 1/);
  }));

test("the departments' file and paper do the same", () =>
  inOwn(async (tx) => {
    const { admin } = await givenMonth(tx);
    const of = ({ direct_usd, shared_usd, spent_usd, left_usd, unpriced_calls }: Record<string, string>) =>
      [direct_usd, shared_usd, spent_usd, left_usd, unpriced_calls].join("|");
    expect((await linesOf(allocationCsv(admin, input))).map(of)).toEqual([
      "||||3",
      "0.000000000007|0|0.000000000007||1",
      "0|0|0|0|0",
    ]);
    const words = await wordsOf(await renderSheet(admin, await allocationPaper(admin, input)));
    expect(words).toContain("and 4 calls without a price");
    expect(words).toContain("4 calls on openai/mystery have no price");
    expect(words).toContain("Unpriced");
  }));

test("the list of stored reports and their mails know it too", async () => {
  const company = await own.db.transaction(givenMonth);
  const { sales } = company;
  const admin = { ...company.admin, db: own.db };
  await setReportRecipients(admin, { departmentId: sales, recipients: ["finance@example.org"] });
  await storeMonthlyReports(own.db, { timeZone, now: new Date("2025-11-01T03:00:00Z") });
  const { reports } = await listMonthlyReports(admin);
  expect(reports.map(({ name, unpriced }) => [name, unpriced])).toEqual([
    ["Northwind", 4],
    ["Sales", 3],
    ["Support", 1],
  ]);
  expect(await takeMails(own.db, 60_000)).toMatchObject([{ name: "Sales", costPicoUsd: 0n, unpriced: 3 }]);
});
