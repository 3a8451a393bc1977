"use client";

import { useId } from "react";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { toChartUsd } from "@/lib/money";
import type { StackKey } from "@/lib/reports/types";
import { CHART_MARGIN, dayAxis, usdAxis } from "./axes";
import { ChartTooltip, ChartTooltipLine } from "./chart-tooltip";
import type { StackRow } from "./points";
import { SeriesPattern, SeriesSwatch, seriesLook } from "./series";
import { costLabel, dayLabel } from "./words";

export type StackChartProps = { title: string; keys: StackKey[]; rows: StackRow[] };

/** One bar for each day, stacked from the dearest key upwards. */
export function StackChart({ title, keys, rows }: StackChartProps) {
  const id = useId();
  const highest = Math.max(0, ...rows.map(({ total }) => toChartUsd(total.costPicoUsd)));
  const fills = keys.map(({ key }, rank) => ({ id: `${id}-${rank}`, look: seriesLook(key, rank) }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={CHART_MARGIN} aria-label={title}>
        <defs>
          {fills.map((fill) => (
            <SeriesPattern key={fill.id} {...fill} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis {...dayAxis(rows.map(({ day }) => day))} />
        <YAxis {...usdAxis(highest)} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          content={({ active, payload }) =>
            active ? <StackTooltip row={payload[0]?.payload} keys={keys} /> : null
          }
        />
        {fills.map((fill, place) => (
          <Bar
            key={fill.id}
            dataKey={(row: StackRow) => toChartUsd(row.sums[place]?.costPicoUsd ?? 0n)}
            name={keys[place]?.label ?? ""}
            stackId="day"
            fill={fill.look.pattern === "solid" ? fill.look.color : `url(#${fill.id})`}
            stroke="var(--card)"
            strokeWidth={0.75}
            maxBarSize={30}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

function StackTooltip({ row, keys }: { row: StackRow | undefined; keys: StackKey[] }) {
  const id = useId();
  if (!row || row.total.costPicoUsd === 0n) return null;
  return (
    <ChartTooltip title={dayLabel(row.day)}>
      {keys.map(({ key, label }, rank) => {
        const sum = row.sums[rank];
        if (!sum || sum.costPicoUsd === 0n) return null;
        const name = (
          <>
            <SeriesSwatch id={`${id}-${rank}`} look={seriesLook(key, rank)} />
            <span className="max-w-44 truncate">{label}</span>
          </>
        );
        return <ChartTooltipLine key={key} label={name} value={costLabel(sum)} />;
      })}
      <ChartTooltipLine label="Total" value={costLabel(row.total)} strong />
    </ChartTooltip>
  );
}
