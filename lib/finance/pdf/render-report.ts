import { formatUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { UsageSum } from "@/lib/reports/types";
import { monthWords } from "../month-words";
import type { MonthlyReport, NamedSum } from "../types";
import { knownOf, unpricedIn, unpricedWords } from "../unpriced";
import { columnOf, knownOnPaper } from "./amounts";
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
  const { department, total, spentPicoUsd, estimatedPicoUsd, forecast } = report;
  const spent = { costPicoUsd: spentPicoUsd, estimatedPicoUsd };
  const unpriced = unpricedIn(report.unpriced);
  const rows = [["Spent", knownOnPaper(spent, unpriced)]];
  if (department) {
    rows.push(["Made by its members", knownOnPaper(total, report.totalUnpriced)]);
    const { basisPoints, sharedPicoUsd, sharedEstimatedPicoUsd } = department;
    const shared = { costPicoUsd: sharedPicoUsd, estimatedPicoUsd: sharedEstimatedPicoUsd };
    const share = `${formatPercent(basisPoints / 100)} of the shared cost`;
    if (basisPoints > 0) rows.push([share, knownOnPaper(shared, department.sharedUnpriced)]);
  }
  rows.push(
    ...budgetFigures({ ...report, basisPoints: department?.basisPoints }, { ...spent, unpriced }).map(
      (figure) => [...figure],
    ),
  );
  if (forecast && knownOf(forecast.expectedPicoUsd, report.totalUnpriced) !== null) {
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
  { total, totalUnpriced = 0 }: MonthlyReport,
  { title, first, rows }: Sums,
): Promise<void> {
  const all = [...rows, { ...total, unpriced: totalUnpriced }];
  const costs = columnOf(all.map(({ costPicoUsd, unpriced }) => knownOf(costPicoUsd, unpriced)));
  const hasUnpriced = all.some(({ unpriced = 0 }) => unpriced > 0);
  const cells = (sum: UsageSum & { unpriced?: number }, n: number) => [
    sum.answers.toLocaleString("en-US"),
    (sum.inputTokens + sum.outputTokens).toLocaleString("en-US"),
    ...(hasUnpriced ? [(sum.unpriced ?? 0).toLocaleString("en-US")] : []),
    `${sum.estimatedPicoUsd === 0n ? "" : "~ "}${costs[n] ?? ""}`,
  ];
  const spec: TableSpec = {
    columns: [
      { label: first, share: hasUnpriced ? 0.27 : 0.4 },
      { label: "Answers", share: 0.14, numeric: true },
      { label: "Tokens", share: 0.2, numeric: true },
      ...(hasUnpriced ? [{ label: "Unpriced calls", share: 0.13, numeric: true }] : []),
      { label: "Cost, $", share: 0.26, numeric: true },
    ],
    rows: [
      ...rows.map((row, n) => [row.label ?? "No name", ...cells(row, n)]),
      ["All", ...cells({ ...total, unpriced: totalUnpriced }, rows.length)],
    ],
    sums: 1,
  };
  paper.heading(2, title);
  await drawTable(paper, spec);
}

function certaintyWords({ estimatedPicoUsd, spentPicoUsd, unpriced }: MonthlyReport): string {
  const without = unpricedWords(unpriced);
  const held = "exact, by the prices that held when each call was made.";
  if (estimatedPicoUsd === 0n)
    return without ? `${without} What is known is ${held}` : `Every amount is ${held}`;
  return `${without && `${without} `}Estimated amounts: ${formatUsd(estimatedPicoUsd)} of ${formatUsd(spentPicoUsd)} (marked “about” or ~) were counted by Purser, since the provider did not say what was used. The others are ${held}`;
}
