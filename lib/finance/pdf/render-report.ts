import { formatUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { UsageSum } from "@/lib/reports/types";
import { monthWords } from "../month-words";
import type { MonthlyReport, NamedSum } from "../types";
import { columnOf, usdOnPaper as usd } from "./amounts";
import { budgetFigures } from "./budget-figures";
import { drawDays } from "./chart";
import { writeDepartments } from "./departments";
import { instantOnPaper } from "./instant";
import { openPaper, type Paper } from "./paper";
import { drawTable } from "./table";
import type { TableSpec } from "./table-spec";

/** A month's report as a tagged PDF. Amounts in tables have every decimal, so that they add up. */
export async function renderReport(report: MonthlyReport): Promise<Buffer> {
  const title = titleOf(report);
  const paper = openPaper({ title, createdAt: report.span.readAt });
  paper.heading(1, title);
  paper.paragraph(spanWords(report), { muted: true });
  await writeFigures(paper, report);
  paper.heading(2, "By day");
  drawDays(
    paper,
    report.span.days.length > 0 ? { days: report.days, lastDay: report.span.lastDay } : NO_DAYS,
  );
  if (report.allocation) await writeDepartments(paper, report.allocation);
  await writeSums(paper, report, { title: "By model", first: "Model", rows: report.models });
  await writeSums(paper, report, { title: "By member", first: "Member", rows: report.members });
  paper.heading(2, "About these amounts");
  paper.paragraph(certaintyWords(report));
  return paper.end();
}

const NO_DAYS = { days: [], lastDay: "2000-01-31" };

export function titleOf({ organisation, department, span }: MonthlyReport): string {
  const whose = department ? `${department.name}, ${organisation}` : organisation;
  return `${whose}: AI costs of ${monthWords(span.month)}`;
}

function spanWords({ span }: MonthlyReport): string {
  const last = span.today ? `So far, up to ${span.today}` : `${span.firstDay} to ${span.lastDay}`;
  return `${last}; days of the zone ${span.timeZone}. Read on ${instantOnPaper(span.readAt, span.timeZone)}.`;
}

async function writeFigures(paper: Paper, report: MonthlyReport): Promise<void> {
  const { department, total, spentPicoUsd, forecast } = report;
  const rows = [["Spent", usd(spentPicoUsd, report.estimatedPicoUsd)]];
  if (department) {
    rows.push(["Made by its members", usd(total.costPicoUsd, total.estimatedPicoUsd)]);
    const { basisPoints, sharedPicoUsd, sharedEstimatedPicoUsd } = department;
    const share = `${formatPercent(basisPoints / 100)} of the shared cost`;
    if (basisPoints > 0) rows.push([share, usd(sharedPicoUsd, sharedEstimatedPicoUsd)]);
  }
  rows.push(
    ...budgetFigures(
      { ...report, basisPoints: department?.basisPoints },
      { costPicoUsd: spentPicoUsd, estimatedPicoUsd: report.estimatedPicoUsd },
    ).map((figure) => [...figure]),
  );
  if (forecast) {
    const { expectedPicoUsd, lowPicoUsd, highPicoUsd } = forecast;
    const range = `${formatUsd(lowPicoUsd)} to ${formatUsd(highPicoUsd)}`;
    const whose = department ? "Its members by the month’s end" : "By the month’s end";
    rows.push([whose, `about ${formatUsd(expectedPicoUsd)}; in four of five cases ${range}`]);
  }
  rows.push(["Answers", total.answers.toLocaleString("en-US")]);
  rows.push(["Calls", total.calls.toLocaleString("en-US")]);
  paper.heading(2, "Figures");
  await drawTable(paper, {
    columns: [
      { label: "Figure", share: 0.4 },
      { label: "Amount", share: 0.6 },
    ],
    rows,
  });
}

type Sums = { title: string; first: string; rows: NamedSum[] };

async function writeSums(
  paper: Paper,
  { total }: MonthlyReport,
  { title, first, rows }: Sums,
): Promise<void> {
  const costs = columnOf([...rows, total].map(({ costPicoUsd }) => costPicoUsd));
  const cells = (sum: UsageSum, n: number) => [
    sum.answers.toLocaleString("en-US"),
    (sum.inputTokens + sum.outputTokens).toLocaleString("en-US"),
    `${sum.estimatedPicoUsd === 0n ? "" : "~ "}${costs[n] ?? ""}`,
  ];
  const spec: TableSpec = {
    columns: [
      { label: first, share: 0.4 },
      { label: "Answers", share: 0.14, numeric: true },
      { label: "Tokens", share: 0.2, numeric: true },
      { label: "Cost, $", share: 0.26, numeric: true },
    ],
    rows: [
      ...rows.map((row, n) => [row.label ?? "No name", ...cells(row, n)]),
      ["All", ...cells(total, rows.length)],
    ],
    sums: 1,
  };
  paper.heading(2, title);
  await drawTable(paper, spec);
}

function certaintyWords({ estimatedPicoUsd, spentPicoUsd }: MonthlyReport): string {
  if (estimatedPicoUsd === 0n)
    return "Every amount is exact, by the prices that held when each call was made.";
  return `Estimated amounts: ${formatUsd(estimatedPicoUsd)} of ${formatUsd(spentPicoUsd)} (marked “about” or ~) were counted by Purser, since the provider did not say what was used. The others are exact, by the prices that held when each call was made.`;
}
