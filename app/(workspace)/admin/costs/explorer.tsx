import { ChartNoAxesColumn, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { AnomaliesCard } from "@/components/admin/costs/anomalies-card";
import { FurtherTiles } from "@/components/admin/costs/cost-tiles";
import { GroupTable } from "@/components/admin/costs/group-table";
import { beforeWords, daysWords, PER_WORDS } from "@/components/admin/costs/words";
import { StackTable } from "@/components/admin/stack-table";
import { ChartCard } from "@/components/charts/chart-card";
import { ChartLegend } from "@/components/charts/chart-legend";
import { LazyStackChart } from "@/components/charts/lazy";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { PicoUsd } from "@/lib/money";
import type { AnomalyCause, CostAnomaly, Costs } from "@/lib/reports";
import { type CostsAddress, hrefOf, searchOf } from "./address";
import { dismiss, restore } from "./explore-actions";
import { hasFilters } from "./filters";
import { marksOf } from "./marks";
import { aloneOf, stackOf } from "./stack";

const LONG_WORDS = ". Both groups are stacked together by month, or over at most 62 days.";

type ExplorerProps = {
  costs: Costs;
  anomalies: CostAnomaly[];
  causes: AnomalyCause[] | null;
  minImpactPicoUsd: PicoUsd;
  address: CostsAddress;
};

/** The chart with its table, further figures, the groups, and the days that stand out. */
export function Explorer({ costs, anomalies, address, ...judged }: ExplorerProps) {
  if (costs.total.calls === 0 && costs.total.costPicoUsd === 0n) {
    return (
      <>
        <NothingFound address={address} />
        <FurtherTiles costs={costs} />
      </>
    );
  }
  return (
    <>
      <CostCard {...{ costs, anomalies, address }} />
      <FurtherTiles costs={costs} />
      <Anomalies {...{ anomalies, address, ...judged }} />
      <GroupTable costs={costs} compares={address.compares} hrefs={aloneOf(costs, address)} />
    </>
  );
}

type CostCardProps = Pick<ExplorerProps, "costs" | "anomalies" | "address">;

function CostCard({ costs, anomalies, address }: CostCardProps) {
  const { range, granularity, group, subgroup, combinations } = costs;
  const { keys, rows } = stackOf(costs, address);
  const series = keys.map(({ key, label, href, look }) => ({ key, label, href, look }));
  const days = daysWords(range, range.today);
  const title = `${PER_WORDS[granularity]} cost`;
  const label = `${title} by ${group}${combinations ? ` and ${subgroup}` : ""}, ${days}`;
  const open = anomalies.filter(({ dismissed }) => dismissed === null);
  const marks = marksOf(open, costs.buckets, (day) => dayHref(address, day));
  const isMonthly = granularity === "month";
  return (
    <ChartCard
      title={title}
      description={`US dollars, ${days}, days in ${range.timeZone}${subgroup && !combinations ? LONG_WORDS : ""}`}
      views={null}
      chart={
        <LazyStackChart
          title={label}
          keys={series}
          {...{ rows, marks, isMonthly }}
          compares={address.compares}
        />
      }
      foot={
        <>
          <ChartLegend id="cost-legend" keys={series} />
          {address.compares && (
            <p className="mt-2 text-muted text-sm">The dashed line is {beforeWords(costs)}.</p>
          )}
        </>
      }
      table={
        <>
          <StackTable
            {...{ label, keys, rows, granularity }}
            total={costs.total}
            compares={address.compares}
          />
          {address.compares && <p className="mt-2 text-muted text-sm">Days before: {beforeWords(costs)}.</p>}
        </>
      }
      showsTable={address.showsTable}
      toggleHref={hrefOf(address, { showsTable: !address.showsTable })}
    />
  );
}

function Anomalies({ anomalies, causes, address, minImpactPicoUsd }: Omit<ExplorerProps, "costs">) {
  const isRobust = address.rule === "robust";
  const here = (change: Partial<CostsAddress>) => `${hrefOf(address, change)}#anomalies` as Route;
  const rules = [
    { label: "Robust", href: here({ rule: "robust" }), current: isRobust },
    { label: "2 deviations", href: here({ rule: "two_deviations" }), current: !isRobust },
  ];
  const linked = causes?.map((cause) => ({
    ...cause,
    href: hrefOf(address, {
      filters: { ...address.filters, [cause.group]: [cause.key] },
      cursor: undefined,
    }),
  }));
  return (
    <AnomaliesCard
      {...{ anomalies, rules, isRobust, minImpactPicoUsd }}
      hrefOf={(day) => dayHref(address, day)}
      causes={linked ?? null}
      filters={searchOf({ filters: address.filters })}
      actions={{ dismiss, restore, dismissAgain: dismiss }}
    />
  );
}

function dayHref(address: CostsAddress, day: string): Route {
  const range = { preset: "custom" as const, from: day, to: day };
  return hrefOf(address, { range, per: undefined, cursor: undefined });
}

function NothingFound({ address }: { address: CostsAddress }) {
  const isFiltered = hasFilters(address.filters);
  return (
    <Card>
      <EmptyState
        icon={isFiltered ? <SearchX /> : <ChartNoAxesColumn />}
        title={isFiltered ? "Nothing matches these filters" : "No costs in these days"}
        action={<Way address={address} isFiltered={isFiltered} />}
      >
        {isFiltered
          ? "Nobody spent anything on it in these days."
          : "From the first answer on, each day is shown here by whatever it is grouped by."}
      </EmptyState>
    </Card>
  );
}

function Way({ address, isFiltered }: { address: CostsAddress; isFiltered: boolean }) {
  if (!isFiltered && address.range.preset === "12m") return null;
  const change = isFiltered ? { filters: {} } : { range: { preset: "12m" as const }, per: undefined };
  return (
    <Link href={hrefOf(address, change)} className="text-accent text-sm hover:underline">
      {isFiltered ? "Remove all filters" : "Show the last 12 months"}
    </Link>
  );
}
