"use client";

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatExactUsd, formatUsd, type PicoUsd, toChartUsd } from "@/lib/money";
import type { ForecastDay } from "@/lib/reports/types";
import { CHART_MARGIN, dayAxis, usdAxis } from "./axes";
import { ChartTooltip, ChartTooltipLine } from "./chart-tooltip";
import { rangeWords } from "./forecast-words";
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

/** `expected` and `range` begin where the days that were end, so that the lines meet. */
type Row = SpendPoint & {
  value: number | null;
  expected: number | null;
  range: [number, number] | null;
  ghost: number | null;
};

/** Lines that run behind words end around them. */
const HALO = {
  stroke: "var(--card)",
  strokeWidth: 5,
  strokeLinejoin: "round",
  paintOrder: "stroke",
} as const;

/** What a member spent, over the days of a month, under the line of the budget. */
export function SpendChart({ title, view, points, limitPicoUsd }: SpendChartProps) {
  const rows = points.map(toRow);
  const highest = Math.max(
    0,
    ...rows.map(({ value, range, ghost }) => Math.max(value ?? 0, range?.[1] ?? 0, ghost ?? 0)),
  );
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
        <Line
          dataKey="ghost"
          type="linear"
          stroke="var(--faint)"
          strokeWidth={1.5}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
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
        {view === "cumulative" && (
          <Area
            dataKey="range"
            type="linear"
            stroke="none"
            fill="var(--accent)"
            fillOpacity={0.12}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        {view === "cumulative" && (
          <Line
            dataKey="expected"
            type="linear"
            stroke="var(--accent)"
            strokeWidth={2}
            strokeDasharray="4 5"
            dot={false}
            activeDot={false}
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
              ...HALO,
            }}
          />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function toRow(point: SpendPoint): Row {
  const { sum, ahead, before } = point;
  const value = sum && toChartUsd(sum.costPicoUsd);
  const ghost = before && toChartUsd(before.costPicoUsd);
  if (value !== null)
    return { ...point, value, ghost, expected: ahead && value, range: ahead && [value, value] };
  return {
    ...{ ...point, value, ghost },
    expected: ahead && toChartUsd(ahead.expectedPicoUsd),
    range: ahead && [toChartUsd(ahead.lowPicoUsd), toChartUsd(ahead.highPicoUsd)],
  };
}

type SpendTooltipProps = { row: Row | undefined; limitPicoUsd: PicoUsd | null; view: SpendView };

function SpendTooltip({ row, limitPicoUsd, view }: SpendTooltipProps) {
  if (!row?.sum) return row?.ahead ? <AheadTooltip ahead={row.ahead} /> : null;
  const label = view === "daily" ? "Spent that day" : "Spent so far";
  return (
    <ChartTooltip title={dayLabel(row.day)}>
      <ChartTooltipLine label={label} value={costLabel(row.sum)} strong />
      {limitPicoUsd !== null && (
        <ChartTooltipLine label="Of the budget" value={percentLabel(row.sum.costPicoUsd, limitPicoUsd)} />
      )}
      {row.before && <ChartTooltipLine label="The month before" value={costLabel(row.before)} />}
    </ChartTooltip>
  );
}

function AheadTooltip({ ahead }: { ahead: ForecastDay }) {
  return (
    <ChartTooltip title={dayLabel(ahead.day)}>
      <ChartTooltipLine label="Expected by then" value={`≈ ${formatUsd(ahead.expectedPicoUsd)}`} strong />
      <ChartTooltipLine label="In 4 of 5 cases" value={rangeWords(ahead)} />
    </ChartTooltip>
  );
}
