"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useId } from "react";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { formatUsd, toChartUsd } from "@/lib/money";
import { CHART_MARGIN, dayAxis, usdAxis } from "./axes";
import { ChartTooltip, ChartTooltipLine } from "./chart-tooltip";
import type { StackRow } from "./points";
import { type SeriesLook, SeriesPattern, SeriesSwatch, seriesFill } from "./series";
import { StackMarks } from "./stack-marks";
import { dayLabel, knownLabel, pointLabel } from "./words";

/** `href` leads to this piece alone; null where it cannot be shown alone. */
export type StackSeries = { key: string; label: string; href: Route | null; look: SeriesLook };
/** A bar that stands out, by how much in short and in a sentence, and where to look into it. */
export type StackMark = { day: string; more: string; words: string; href: Route };

export type StackChartProps = {
  title: string;
  keys: StackSeries[];
  rows: StackRow[];
  /** Bars of whole months are named by them. */
  isMonthly: boolean;
  marks: StackMark[];
  /** Draws what the days before cost as a line over the bars. */
  compares: boolean;
};

const BAR_PX_MAX = 30;

/** One bar for each day, week or month, stacked from the dearest key upwards; a click on a piece leads to it. */
export function StackChart({ title, keys, rows, isMonthly, marks, compares }: StackChartProps) {
  const id = useId();
  const router = useRouter();
  const open = (href: Route | null | undefined) => href && router.push(href, { scroll: false });
  const heights = rows.map(({ total, before }) =>
    Math.max(toChartUsd(total.costPicoUsd), compares ? toChartUsd(before) : 0),
  );
  const fills = keys.map(({ look }, rank) => ({ id: `${id}-${rank}`, look }));
  const days = rows.map(({ day }) => day);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={rows} margin={CHART_MARGIN} aria-label={title}>
        <defs>
          {fills.map((fill) => (
            <SeriesPattern key={fill.id} {...fill} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          {...(isMonthly ? dayAxis(days, (day) => pointLabel(day.slice(0, 7))) : dayAxis(days))}
          scale="band"
        />
        <YAxis {...usdAxis(Math.max(0, ...heights))} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: "var(--hover)" }}
          content={({ active, payload }) =>
            active ? (
              <StackTooltip row={payload[0]?.payload} {...{ keys, marks, compares, isMonthly }} />
            ) : null
          }
        />
        {fills.map((fill, place) => (
          <Bar
            key={fill.id}
            dataKey={(row: StackRow) => toChartUsd(row.sums[place]?.costPicoUsd ?? 0n)}
            name={keys[place]?.label ?? ""}
            stackId="day"
            className={`stack-${place}`}
            fill={seriesFill(fill.id, fill.look)}
            stroke="var(--card)"
            strokeWidth={0.75}
            maxBarSize={BAR_PX_MAX}
            isAnimationActive={false}
            cursor={keys[place]?.href ? "pointer" : "default"}
            onClick={() => canHover() && open(keys[place]?.href)}
          />
        ))}
        {compares && (
          <Line
            dataKey={(row: StackRow) => toChartUsd(row.before)}
            name="The days before"
            type="linear"
            stroke="var(--muted)"
            strokeWidth={1.5}
            strokeDasharray="4 4"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        )}
        <StackMarks {...{ marks, rows }} barPxMax={BAR_PX_MAX} onOpen={({ href }) => open(href)} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

/** A finger on a bar asks what it is; it leads on by the legend. */
const canHover = () => matchMedia("(hover: hover)").matches;

type StackTooltipProps = { row: StackRow | undefined } & Pick<
  StackChartProps,
  "keys" | "marks" | "compares" | "isMonthly"
>;

function StackTooltip({ row, keys, marks, compares, isMonthly }: StackTooltipProps) {
  const id = useId();
  if (!row || (row.total.costPicoUsd === 0n && row.total.unpriced === 0 && !compares)) return null;
  const mark = marks.find(({ day }) => day === row.day);
  return (
    <ChartTooltip title={isMonthly ? pointLabel(row.day.slice(0, 7)) : dayLabel(row.day)}>
      {keys.map(({ key, label, look }, rank) => {
        const sum = row.sums[rank];
        if (!sum || (sum.costPicoUsd === 0n && sum.unpriced === 0)) return null;
        const name = (
          <>
            <SeriesSwatch id={`${id}-${rank}`} look={look} />
            <span className="max-w-44 truncate">{label}</span>
          </>
        );
        return <ChartTooltipLine key={key} label={name} value={knownLabel(sum)} />;
      })}
      <ChartTooltipLine label="Total" value={knownLabel(row.total)} strong />
      {compares && <ChartTooltipLine label="The days before" value={formatUsd(row.before)} />}
      {mark && <p className="mt-1 max-w-56 text-bad">{mark.words}</p>}
    </ChartTooltip>
  );
}
