import { machineLine } from "../send-path/machine";
import type { Spread } from "../send-path/percentiles";
import { formatTable } from "../table";
import type { ChartBench, ReportsBench } from "./measure";

const CHART_P50_MS_MAX = 2;
const RAW_RATIO_MIN = 500;
/** From how many entries on a chart has to keep the ratio: what sends every sum of 60 days has a floor of its own. */
const RATIO_FROM = { organisation: 1_000_000, departments: 10_000_000 };
const PAGE_P50_MS_MAX = 100;
const CHARTS = ["organisation", "departments"] as const;
/** How much longer a chart may take with ten times the entries. */
const GROWTH_MAX = 2;

/** What is beyond its limit, in words; empty where nothing is. */
export function problemsOf(bench: ReportsBench): string[] {
  const { entries, pages, drift, reportRowsWrong } = bench;
  const beyond: string[] = [];
  for (const which of CHARTS) {
    const chart = bench[which];
    const { name, statement } = chart;
    if (statement.p50 > CHART_P50_MS_MAX) beyond.push(`${name}: the median is above ${CHART_P50_MS_MAX} ms.`);
    if (entries >= RATIO_FROM[which] * 0.95 && ratioOf(chart) < RAW_RATIO_MIN) {
      beyond.push(`${name}: takes more than 1/${RAW_RATIO_MIN} of a raw scan.`);
    }
  }
  for (const { name, spread } of pages) {
    if (spread.p50 > PAGE_P50_MS_MAX) beyond.push(`${name} takes more than ${PAGE_P50_MS_MAX} ms.`);
  }
  if (drift !== "0" || reportRowsWrong > 0) beyond.push("The roll-ups differ from the raw sum.");
  return beyond;
}

/** The charts that take more than twice as long at the last size as at the first. */
export function growthProblems(benches: readonly ReportsBench[]): string[] {
  return growths(benches)
    .filter(({ growth }) => growth > GROWTH_MAX)
    .map(({ name }) => `${name}: grows by more than ${GROWTH_MAX}.`);
}

export function describeGrowth(benches: readonly ReportsBench[]): string {
  const lines = growths(benches).map(({ name, growth }) => `${name}: ${growth.toFixed(2)} times as long`);
  return ["From the first size to the last:", ...lines, ...growthProblems(benches)].join("\n");
}

function growths(benches: readonly ReportsBench[]): { name: string; growth: number }[] {
  const [first, last] = [benches[0], benches.at(-1)];
  if (!first || !last || first === last) return [];
  return CHARTS.map((chart) => ({
    name: first[chart].name,
    growth: last[chart].statement.p50 / first[chart].statement.p50,
  }));
}

const ratioOf = ({ statement, raw }: ChartBench) => raw.p50 / statement.p50;

export function describeReports(bench: ReportsBench): string {
  const { machine, entries, members, openRows, organisation, departments, pages, drift } = bench;
  const row = (name: string, { p50, p95 }: Spread) => [name, `${p50.toFixed(2)} ms`, `${p95.toFixed(2)} ms`];
  const count = (n: number) => n.toLocaleString("en-US");
  return [
    machineLine(machine),
    "",
    `${count(entries)} entries of ${count(members)} members, ${count(openRows)} rows of days that are not sealed`,
    formatTable([
      ["", "median", "p95", "of a raw scan"],
      ...[organisation, departments].flatMap((chart) => [
        [...row(chart.name, chart.statement), `1/${Math.round(ratioOf(chart))}`],
        row("  the same out of the entries", chart.raw),
      ]),
      ...pages.map(({ name, spread }) => row(name, spread)),
    ]),
    "",
    `at most 1/${RAW_RATIO_MIN} of a raw scan, by department from ${count(RATIO_FROM.departments)} entries on · roll-ups less raw sum ${drift}`,
    ...problemsOf(bench),
  ].join("\n");
}
