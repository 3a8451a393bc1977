import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, test } from "vitest";
import { NO_USAGE } from "@/lib/reports";
import type { MonthlyReport } from "../types";
import { renderReport } from "./render-report";

const usage = { ...NO_USAGE, calls: 3, answers: 2, inputTokens: 1_200, outputTokens: 30 };

function report(over: Partial<MonthlyReport> = {}): MonthlyReport {
  const days = Array.from({ length: 30 }, (_, n) => ({
    ...usage,
    day: `2026-11-${String(n + 1).padStart(2, "0")}`,
    costPicoUsd: BigInt(n) * 10n ** 10n,
  }));
  return {
    ...{
      organisation: "Northwind",
      department: null,
      budgetPicoUsd: 10n ** 13n,
      isBudgetKnown: true,
      allocation: null,
      forecast: null,
    },
    span: {
      ...{
        month: "2026-11",
        currentMonth: "2026-12",
        timeZone: "Europe/Warsaw",
        today: null,
        firstMonth: "2026-11",
      },
      ...{ days: days.map(({ day }) => day), firstDay: "2026-11-01", lastDay: "2026-11-30" },
      readAt: new Date("2026-12-01T03:00:00Z"),
    },
    total: { ...usage, costPicoUsd: 4_350_000_000_001n },
    ...{ spentPicoUsd: 4_350_000_000_001n, estimatedPicoUsd: 0n, days, models: [], members: [] },
    ...over,
  };
}

async function read(bytes: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  return { pdf, text, totalPages };
}

describe("renderReport", () => {
  test("has a title, a language, marks for screen readers, and every decimal", async () => {
    const { pdf, text } = await read(await renderReport(report()));
    const { info } = await pdf.getMetadata();
    expect(info).toMatchObject({ Title: "Northwind: AI costs of November 2026", Language: "en-GB" });
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    expect(text).toContain("$4.35 (4.350000000001)");
    expect(text).toContain("Every amount is exact");
    expect(text).toContain("Page 1 of");
  });

  test("tells screen readers what is a heading, a table, a head of a row and a figure", async () => {
    const { pdf } = await read(
      await renderReport(report({ members: [{ ...usage, key: "1", label: "Member 01" }] })),
    );
    const trees = [];
    for (let page = 1; page <= pdf.numPages; page++)
      trees.push(await (await pdf.getPage(page)).getStructTree());
    const tree = JSON.stringify(trees);
    for (const role of ["H1", "H2", "Table", "TR", "TH", "TD", "Figure"])
      expect(tree).toContain(`"role":"${role}"`);
    expect(tree).toContain("the dearest, 2026-11-30, cost $0.29.");
  });

  test("says on the organisation's clocks when it was read, and nothing of a share of nothing", async () => {
    const none = { ...usage, costPicoUsd: 0n };
    const of = (basisPoints: number) =>
      report({
        department: {
          ...{ departmentId: "1", name: "Sales", members: 2, basisPoints, budgetPicoUsd: null },
          ...{ direct: none, sharedPicoUsd: 0n, sharedEstimatedPicoUsd: 0n, spentPicoUsd: 0n },
          ...{ estimatedPicoUsd: 0n, leftPicoUsd: null },
        },
      });
    const { text } = await read(await renderReport(of(0)));
    expect(text.replaceAll(/\s+/g, " ")).toContain("Read on 1 Dec 2026, 04:00.");
    expect(text).not.toContain("of the shared cost");
    expect((await read(await renderReport(of(2_000)))).text).toContain("20% of the shared cost");
  });

  test("says what is estimated, and how much", async () => {
    const { text } = await read(await renderReport(report({ estimatedPicoUsd: 10n ** 12n })));
    expect(text).toContain("about $4.35 (4.350000000001)");
    expect(text).toContain("Estimated amounts: $1.00 of $4.35");
  });

  test("says how much of each department's cost is estimated", async () => {
    const usd = 10n ** 12n;
    const department = {
      ...{ departmentId: "1", name: "Sales", members: 2, basisPoints: 0, budgetPicoUsd: null },
      ...{ direct: { ...usage, costPicoUsd: 3n * usd, estimatedPicoUsd: usd }, sharedPicoUsd: 0n },
      ...{ sharedEstimatedPicoUsd: 0n, spentPicoUsd: 3n * usd, estimatedPicoUsd: usd, leftPicoUsd: null },
    };
    const rest = { basisPoints: 10_000, budgetPicoUsd: null, sharedPicoUsd: 2n * usd };
    const allocation = {
      ...{ departments: [department], shared: { ...usage, costPicoUsd: 2n * usd }, budgetPicoUsd: null },
      ...{ isBudgetKnown: true, total: { ...usage, costPicoUsd: 5n * usd } },
      unallocated: { ...rest, sharedEstimatedPicoUsd: usd / 2n },
    };
    const words = (await read(await renderReport(report({ allocation })))).text.replaceAll(/\s+/g, " ");
    expect(words).toContain("Direct, $ Shared, $ Spent, $ Estimated, $");
    expect(words).toMatch(/Sales 0% 3 0 3 1\.0 .*All 100% 3 2 5 1\.5/);
  });

  test("takes any name for words, on as many pages as there are rows", async () => {
    const names = [
      "=cmd|'/c calc'!A0",
      "<script>alert(1)</script>",
      "Zażółć\u202egęślą\njaźń",
      "𝔘𝔫𝔦 \u0000 \ud800",
      "a".repeat(5_000),
    ];
    const members = Array.from({ length: 100 }, (_, n) => ({
      ...{ ...usage, key: String(n), label: names[n % names.length] ?? null, costPicoUsd: 1n },
    }));
    const { text, totalPages } = await read(
      await renderReport(report({ members, organisation: "(Acme) \\) Tj" })),
    );
    expect(totalPages).toBeGreaterThan(2);
    expect(text).toContain("=cmd|'/c calc'!A0");
    expect(text).toContain("<script>alert(1)</script>");
    expect(text).toContain("Zażółć gęślą jaźń");
    expect(text).toContain("(Acme) \\) Tj: AI costs");
    expect(text.match(/Member/g)?.length, "the head of the table is on each of its pages").toBeGreaterThan(1);
  });
});
