"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { toChartUsd } from "@/lib/money";
import type { CostPoint } from "@/lib/reports/types";
import { CHART_MARGIN, dayAxis, usdAxis } from "./axes";
import { ChartTooltip, ChartTooltipLine } from "./chart-tooltip";
import { costLabel, pointLabel } from "./words";

export type CostBarsProps = { title: string; points: CostPoint[] };

/** One bar for each day or month. */
export function CostBars({ title, points }: CostBarsProps) {
  const keys = points.map(({ key }) => key);
  const highest = Math.max(0, ...points.map(({ costPicoUsd }) => toChartUsd(costPicoUsd)));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={points} margin={CHART_MARGIN} aria-label={title}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis {...dayAxis(keys)} dataKey="key" ticks={keys} tickFormatter={pointLabel} />
        <YAxis {...usdAxis(highest)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          content={({ active, payload }) => (active ? <PointTooltip point={payload[0]?.payload} /> : null)}
        />
        <Bar
          dataKey={({ costPicoUsd }: CostPoint) => toChartUsd(costPicoUsd)}
          name="Cost"
          fill="var(--series-1)"
          maxBarSize={30}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}

function PointTooltip({ point }: { point: CostPoint | undefined }) {
  if (!point) return null;
  return (
    <ChartTooltip title={pointLabel(point.key)}>
      <ChartTooltipLine label="Cost" value={costLabel(point)} strong />
    </ChartTooltip>
  );
}
