import { Temporal } from "temporal-polyfill";

type Days = { from: string; to: string };

/** The months that lie in a range from end to end, and the days before and after them. */
export type SplitDays = {
  /** The first days of the first and of the last month, and its last day. */
  first: string;
  last: string;
  end: string;
  edges: Days[];
};

/** Null for a range in which no whole month lies. */
export function splitByMonths(range: Days): SplitDays | null {
  const [from, to] = [Temporal.PlainDate.from(range.from), Temporal.PlainDate.from(range.to)];
  const first = from.day === 1 ? from : from.with({ day: 1 }).add({ months: 1 });
  const after = to.add({ days: 1 }).with({ day: 1 });
  if (Temporal.PlainDate.compare(first, after) >= 0) return null;
  const end = after.subtract({ days: 1 });
  const edges = [
    { from, to: first.subtract({ days: 1 }) },
    { from: after, to },
  ].filter((edge) => Temporal.PlainDate.compare(edge.from, edge.to) <= 0);
  return {
    first: first.toString(),
    last: end.with({ day: 1 }).toString(),
    end: end.toString(),
    edges: edges.map((edge) => ({ from: edge.from.toString(), to: edge.to.toString() })),
  };
}
