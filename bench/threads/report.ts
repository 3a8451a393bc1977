import { machineLine } from "../send-path/machine";
import type { Spread } from "../send-path/percentiles";
import { formatTable } from "../table";
import type { ThreadsBench } from "./measure";
import { THREADS_FEW, THREADS_MANY } from "./seed";

/** Of pages with as many rows: what more threads cost, without what showing more of them does. */
export const LIST_RATIO_MAX = 1.2;
export const SEARCH_P95_MS_MAX = 15;

/** What is beyond its limit, in words; empty where nothing is. */
export function problemsOf({ list, search, problems }: ThreadsBench): string[] {
  const beyond = [...problems];
  if (list.ratioShort > LIST_RATIO_MAX) beyond.push(`The list's ratio is above ${LIST_RATIO_MAX}.`);
  if (search.all.p95 > SEARCH_P95_MS_MAX) beyond.push(`The search's p95 is above ${SEARCH_P95_MS_MAX} ms.`);
  return beyond;
}

export function describeThreads(bench: ThreadsBench): string {
  const { machine, messages, members, list, search } = bench;
  const row = (name: string, { p50, p95 }: Spread) => [name, `${p50.toFixed(1)} ms`, `${p95.toFixed(1)} ms`];
  const threads = (count: number) => `first page of ${count.toLocaleString("en-US")} threads`;
  return [
    machineLine(machine),
    "",
    `${messages.toLocaleString("en-US")} messages of ${members} members`,
    formatTable([
      ["", "median", "p95"],
      row(threads(THREADS_FEW), list.few),
      row(threads(THREADS_MANY), list.many),
      row(`as many rows (${list.rows}) of ${THREADS_MANY.toLocaleString("en-US")} threads`, list.manyShort),
      ...search.kinds.map(({ kind, spread }) => row(`one member's search: ${kind}`, spread)),
      row("one member's search: all of these", search.all),
    ]),
    "",
    `list's ratio with as many rows ${list.ratioShort.toFixed(2)} (full page ${list.ratio.toFixed(2)}), at most ${LIST_RATIO_MAX} · search p95 ${search.all.p95.toFixed(1)} ms, at most ${SEARCH_P95_MS_MAX} ms`,
    ...problemsOf(bench),
  ].join("\n");
}
