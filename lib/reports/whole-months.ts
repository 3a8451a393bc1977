import { Temporal } from "temporal-polyfill";

/** The first days of the first and last month that lie in a range of days from end to end; null where none does. */
export function wholeMonthsOf(range: { from: string; to: string }): { first: string; last: string } | null {
  const [from, to] = [Temporal.PlainDate.from(range.from), Temporal.PlainDate.from(range.to)];
  const first = from.day === 1 ? from : from.with({ day: 1 }).add({ months: 1 });
  const last = to.add({ days: 1 }).with({ day: 1 }).subtract({ months: 1 });
  return Temporal.PlainDate.compare(first, last) > 0
    ? null
    : { first: first.toString(), last: last.toString() };
}
