import type { Route } from "next";
import { monthLabel, shortMonthLabel } from "@/components/charts/words";
import { Segmented } from "@/components/ui/segmented";
import type { MonthSpan } from "@/lib/reports/types";
import { MonthSelect } from "./month-select";

const SEGMENTS = 3;

type MonthSwitcherProps = {
  path: Route;
  span: MonthSpan;
  /** What else the address holds and keeps. */
  keep: Record<string, string>;
};

/** The months with usage: the last three side by side and older ones in a list; on a narrow page all of them in the list. */
export function MonthSwitcher({ path, span, keep }: MonthSwitcherProps) {
  const { month, currentMonth: current, firstMonth } = span;
  const months = monthsBack(current, firstMonth ?? current);
  if (months.length === 1 && month === current) {
    return <p className="text-muted text-sm">{monthLabel(month, current)}</p>;
  }
  const recent = months.slice(0, SEGMENTS);
  const older = months.slice(SEGMENTS);
  const nameOf = (one: string) => monthLabel(one, current);
  const hrefOf = (one: string) => {
    const query = new URLSearchParams(one === current ? keep : { ...keep, month: one }).toString();
    return (query ? `${path}?${query}` : path) as Route;
  };
  const segments = recent.toReversed().map((one) => ({
    label: one === month ? nameOf(one) : shortMonthLabel(one),
    href: hrefOf(one),
    current: one === month,
  }));
  const optionsOf = (list: string[]) => list.map((one) => ({ value: one, label: nameOf(one) }));
  return (
    <>
      <div className="hidden items-center gap-2 lg:flex">
        {older.length > 0 && (
          <MonthSelect {...{ path, keep }} month={month} options={optionsOf(older)} placeholder="Earlier" />
        )}
        <Segmented label="Month" segments={segments} />
      </div>
      <div className="lg:hidden">
        <MonthSelect {...{ path, keep }} month={month} options={optionsOf(months)} />
      </div>
    </>
  );
}

/** From `current` back to `first`, ten years at most. */
export function monthsBack(current: string, first: string): string[] {
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  const count = Math.min(120, Math.max(1, index(current) - index(first) + 1));
  return Array.from({ length: count }, (_, back) => {
    const at = index(current) - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}
