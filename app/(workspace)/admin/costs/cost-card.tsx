import { StackTable } from "@/components/admin/stack-table";
import { ChartCard } from "@/components/charts/chart-card";
import { ChartLegend } from "@/components/charts/chart-legend";
import { LazyStackChart } from "@/components/charts/lazy";
import { stackRows } from "@/components/charts/points";
import { monthLabel } from "@/components/charts/words";
import { Segmented } from "@/components/ui/segmented";
import type { OrgMonth } from "@/lib/reports";
import { type CostsAddress, hrefOf } from "./address";

/** The organisation's days, stacked by member or by model. */
export function CostCard({ month, address }: { month: OrgMonth; address: CostsAddress }) {
  const { span, total, stack } = month;
  const rows = stackRows(stack.keys, stack.pieces, span.lastDay);
  const name = monthLabel(span.month, span.currentMonth);
  const segments = (["member", "model"] as const).map((by) => ({
    label: by === "member" ? "Member" : "Model",
    href: hrefOf({ ...address, by }),
    current: by === address.by,
  }));
  const label = `Daily cost by ${stack.by}, ${name}`;
  return (
    <ChartCard
      title="Daily cost"
      description={`US dollars in ${name}, days in ${span.timeZone}`}
      views={<Segmented label="Stacked by" segments={segments} />}
      chart={<LazyStackChart title={label} keys={stack.keys} rows={rows} />}
      foot={<ChartLegend id="cost-legend" keys={stack.keys} />}
      table={<StackTable label={label} keys={stack.keys} rows={rows} total={total} />}
      showsTable={address.showsTable}
      toggleHref={hrefOf({ ...address, showsTable: !address.showsTable })}
    />
  );
}
