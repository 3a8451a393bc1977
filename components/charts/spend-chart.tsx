"use client";

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatExactUsd, type PicoUsd, toChartUsd } from "@/lib/money";
import { CHART_MARGIN, dayAxis, usdAxis } from "./axes";
import { ChartTooltip, ChartTooltipLine } from "./chart-tooltip";
import type { SpendPoint, SpendView } from "./points";
import { isOnScale } from "./scale";
import { costLabel, dayLabel, percentLabel } from "./words";

export type SpendChartProps = {
  title: string;
  view: SpendView;
  points: SpendPoint[];
  /** The budget of the month, or of the day in the daily view. */
  limitPicoUsd: PicoUsd | null;
};

type Row = SpendPoint & { value: number | null };

/** What a member spent, over the days of a month, under the line of the budget. */
export function SpendChart({ title, view, points, limitPicoUsd }: SpendChartProps) {
  const rows = points.map(
    (point): Row => ({ ...point, value: point.sum && toChartUsd(point.sum.costPicoUsd) }),
  );
  const highest = Math.max(0, ...rows.map(({ value }) => value ?? 0));
  const limit = limitPicoUsd === null ? null : toChartUsd(limitPicoUsd);
  const drawnLimit = limit !== null && isOnScale(limit, highest) ? limit : null;
  const last = rows.findLast(({ value }) => value !== null);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={CHART_MARGIN} aria-label={title}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis {...dayAxis(rows.map(({ day }) => day))} scale={view === "daily" ? "band" : "point"} />
        <YAxis {...usdAxis(Math.max(highest, drawnLimit ?? 0))} />
        <Tooltip
          isAnimationActive={false}
          cursor={view === "daily" ? { fill: "var(--hover)" } : { stroke: "var(--edge)" }}
          content={({ active, payload }) =>
            active ? <SpendTooltip row={payload[0]?.payload} limitPicoUsd={limitPicoUsd} view={view} /> : null
          }
        />
        {view === "daily" ? (
          <Bar
            dataKey="value"
            fill="var(--accent)"
            radius={[3, 3, 0, 0]}
            maxBarSize={28}
            isAnimationActive={false}
          />
        ) : (
          <Area
            dataKey="value"
            type="linear"
            stroke="var(--accent)"
            strokeWidth={2.5}
            fill="var(--accent)"
            fillOpacity={0.1}
            isAnimationActive={false}
          />
        )}
        {view === "cumulative" && last && (
          <ReferenceDot x={last.day} y={last.value ?? 0} r={4.5} fill="var(--accent)" stroke="var(--card)" />
        )}
        {drawnLimit !== null && limitPicoUsd !== null && (
          <ReferenceLine
            y={drawnLimit}
            stroke="var(--bad)"
            strokeDasharray="5 4"
            label={{
              value: `Budget ${formatExactUsd(limitPicoUsd)}`,
              position: "insideBottomRight",
              fill: "var(--bad)",
              fontSize: 12,
            }}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

type SpendTooltipProps = { row: Row | undefined; limitPicoUsd: PicoUsd | null; view: SpendView };

function SpendTooltip({ row, limitPicoUsd, view }: SpendTooltipProps) {
  if (!row?.sum) return null;
  const label = view === "daily" ? "Spent that day" : "Spent so far";
  return (
    <ChartTooltip title={dayLabel(row.day)}>
      <ChartTooltipLine label={label} value={costLabel(row.sum)} strong />
      {limitPicoUsd !== null && (
        <ChartTooltipLine label="Of the budget" value={percentLabel(row.sum.costPicoUsd, limitPicoUsd)} />
      )}
    </ChartTooltip>
  );
}
