import { machineLine } from "../send-path/machine";
import type { Spread } from "../send-path/percentiles";
import { formatTable } from "../table";
import type { ReportsBench } from "./measure";

export const CHART_P50_MS_MAX = 2;
export const RAW_RATIO_MIN = 500;
export const PAGE_P50_MS_MAX = 100;

/** What is beyond its limit, in words; empty where nothing is. The ratio is of a million entries and more. */
export function problemsOf({ entries, chart, raw, pages, drift, reportRowsWrong }: ReportsBench): string[] {
  const beyond: string[] = [];
  if (chart.p50 > CHART_P50_MS_MAX) beyond.push(`The chart's median is above ${CHART_P50_MS_MAX} ms.`);
  if (entries >= 10_000_000 && raw.p50 / chart.p50 < RAW_RATIO_MIN) {
    beyond.push(`The chart takes more than 1/${RAW_RATIO_MIN} of a raw scan.`);
  }
  for (const { name, spread } of pages) {
    if (spread.p50 > PAGE_P50_MS_MAX) beyond.push(`${name} takes more than ${PAGE_P50_MS_MAX} ms.`);
  }
  if (drift !== "0" || reportRowsWrong > 0) beyond.push("The roll-ups differ from the raw sum.");
  return beyond;
}

export function describeReports(bench: ReportsBench): string {
  const { machine, entries, members, openRows, chart, raw, pages, drift } = bench;
  const row = (name: string, { p50, p95 }: Spread) => [name, `${p50.toFixed(1)} ms`, `${p95.toFixed(1)} ms`];
  const count = (n: number) => n.toLocaleString("en-US");
  return [
    machineLine(machine),
    "",
    `${count(entries)} entries of ${count(members)} members, ${count(openRows)} rows of days that are not sealed`,
    formatTable([
      ["", "median", "p95"],
      row("the chart of 30 days", chart),
      row("the same out of the entries", raw),
      ...pages.map(({ name, spread }) => row(name, spread)),
    ]),
    "",
    `1/${Math.round(raw.p50 / chart.p50)} of a raw scan, at most 1/${RAW_RATIO_MIN} at 10,000,000 · roll-ups less raw sum ${drift}`,
    ...problemsOf(bench),
  ].join("\n");
}
