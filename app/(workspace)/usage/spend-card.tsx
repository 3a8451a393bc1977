import { ChartCard } from "@/components/charts/chart-card";
import { LazySpendChart } from "@/components/charts/lazy";
import { spendPoints } from "@/components/charts/points";
import { monthLabel } from "@/components/charts/words";
import { Segmented } from "@/components/ui/segmented";
import { SpendTable } from "@/components/usage/spend-table";
import type { OwnBudgets } from "@/components/usage/usage-tiles";
import type { MemberMonth } from "@/lib/reports";
import { hrefOf, type UsageAddress } from "./address";

type SpendCardProps = { month: MemberMonth; budgets: OwnBudgets; address: UsageAddress };

/** The month day by day, against its budget while it is running: past limits are not kept. */
export function SpendCard({ month: { span, days }, budgets, address }: SpendCardProps) {
  const { view, showsTable } = address;
  const budget = view === "daily" ? budgets.day : budgets.month;
  const limitPicoUsd = span.today === null ? null : (budget?.limitPicoUsd ?? null);
  const title = span.today === null ? "Spend by day" : "Spend against budget";
  const name = monthLabel(span.month, span.currentMonth);
  const segments = (["cumulative", "daily"] as const).map((one) => ({
    label: one === "daily" ? "Daily" : "Cumulative",
    href: hrefOf({ ...address, view: one, showsTable: false }),
    current: one === view && !showsTable,
  }));
  return (
    <ChartCard
      title={title}
      description={`US dollars in ${name}, days in ${span.timeZone}`}
      views={<Segmented label="View" segments={segments} />}
      chart={
        <LazySpendChart
          title={`${title}, ${name}, ${view}`}
          view={view}
          points={spendPoints(days, span.lastDay, view)}
          limitPicoUsd={limitPicoUsd}
        />
      }
      table={<SpendTable days={days} />}
      showsTable={showsTable}
      toggleHref={hrefOf({ ...address, showsTable: !showsTable })}
    />
  );
}
