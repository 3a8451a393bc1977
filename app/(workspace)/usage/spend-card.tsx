import { ChartCard } from "@/components/charts/chart-card";
import { LazySpendChart } from "@/components/charts/lazy";
import { type SpendPoint, spendPoints } from "@/components/charts/points";
import { isOnScale } from "@/components/charts/scale";
import { monthLabel } from "@/components/charts/words";
import { Segmented } from "@/components/ui/segmented";
import { SpendTable } from "@/components/usage/spend-table";
import type { OwnBudgets } from "@/components/usage/usage-tiles";
import { formatExactUsd, type PicoUsd, toChartUsd } from "@/lib/money";
import type { CostSum, ForecastDay, MemberReport } from "@/lib/reports";
import { hrefOf, type UsageAddress } from "./address";

type SpendCardProps = {
  month: MemberReport["month"];
  forecast: readonly ForecastDay[] | null;
  /** The days of the month before; empty where nothing was used in it. */
  previous: (CostSum & { day: string })[];
  budgets: OwnBudgets;
  address: UsageAddress;
  /** The page that shows the card. */
  path?: string;
};

/** The month day by day, against its budget while it is running: past limits are not kept. */
export function SpendCard({
  month: { span, days },
  forecast,
  previous,
  budgets,
  address,
  path,
}: SpendCardProps) {
  const { view, showsTable } = address;
  const budget = view === "daily" ? budgets.day : budgets.month;
  const limitPicoUsd = span.today === null ? null : (budget?.effectiveLimit ?? null);
  const hasBudget = span.today !== null && (budgets.month ?? budgets.day) !== undefined;
  const title = hasBudget ? "Spend against budget" : "Spend by day";
  const points = spendPoints(days, span.lastDay, { view, forecast, previous });
  const name = monthLabel(span.month, span.currentMonth);
  const segments = (["cumulative", "daily"] as const).map((one) => ({
    label: one === "daily" ? "Daily" : "Cumulative",
    href: hrefOf({ ...address, view: one, showsTable: false }, path),
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
          points={points}
          limitPicoUsd={limitPicoUsd}
        />
      }
      foot={
        <>
          {previous.length > 0 && <GhostNote firstDay={previous[0]?.day ?? ""} month={span.month} />}
          {limitPicoUsd !== null && <OffScaleNote points={points} limitPicoUsd={limitPicoUsd} />}
        </>
      }
      table={<SpendTable days={days} forecast={forecast} previous={previous} />}
      showsTable={showsTable}
      toggleHref={hrefOf({ ...address, showsTable: !showsTable }, path)}
    />
  );
}

function GhostNote({ firstDay, month }: { firstDay: string; month: string }) {
  return (
    <p className="mt-3 flex items-center gap-2 text-muted text-sm">
      <span aria-hidden className="h-0.5 w-5 shrink-0 bg-faint" />
      The thin line is {monthLabel(firstDay.slice(0, 7), month)}.
    </p>
  );
}

function OffScaleNote({ points, limitPicoUsd }: { points: SpendPoint[]; limitPicoUsd: PicoUsd }) {
  const highest = Math.max(...points.map(({ sum }) => toChartUsd(sum?.costPicoUsd ?? 0n)));
  if (isOnScale(toChartUsd(limitPicoUsd), highest)) return null;
  return (
    <p className="mt-3 text-muted text-sm">
      The budget of {formatExactUsd(limitPicoUsd)} lies far above this chart, so its line is not drawn.
    </p>
  );
}
