import { axisTicks, dayTicks, tickLabel } from "./scale";
import { dayLabel } from "./words";

const TICK = { fill: "var(--muted)", fontSize: 12 };

/** Props of the y axis for values up to `max` dollars. */
export function usdAxis(max: number) {
  const ticks = axisTicks(max);
  const step = ticks[1] ?? 1;
  return {
    ticks,
    domain: [0, ticks.at(-1) || 1] satisfies [number, number],
    tickFormatter: (value: number) => tickLabel(value, step),
    tick: TICK,
    axisLine: false,
    tickLine: false,
    width: "auto" as const,
  };
}

/** Props of the x axis for the days of a month, or for other bars with a name of their own. */
export function dayAxis(days: string[], label?: (day: string) => string) {
  return {
    dataKey: "day",
    ticks: label ? days : dayTicks(days),
    tickFormatter: label ?? dayLabel,
    tick: TICK,
    tickMargin: 8,
    axisLine: false,
    tickLine: false,
    interval: "preserveStartEnd" as const,
    minTickGap: 12,
  };
}

export const CHART_MARGIN = { top: 22, right: 24, bottom: 0, left: 0 };
