const TICKS_WANTED = 4;
const NICE = [1, 2, 5, 10];

/** Axis values from zero to the first round one at or above `max`, in dollars: coordinates, not amounts. */
export function axisTicks(max: number): number[] {
  if (!(max > 0)) return [0];
  const step = niceStep(max / TICKS_WANTED);
  const count = Math.ceil(tidy(max / step));
  return Array.from({ length: count + 1 }, (_, index) => tidy(index * step));
}

/** "$2", "$0.50", "$0.002": as many decimals as the distance of the ticks needs, never one more. */
export function tickLabel(value: number, step: number): string {
  if (value === 0) return "$0";
  const digits = step >= 1 ? 0 : Math.max(2, -Math.floor(Math.log10(step) + 1e-9));
  return `$${value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** Days under the axis: the 1st, each 5th and the last, without two that touch. */
export function dayTicks(days: string[]): string[] {
  return days.filter((day, index) => {
    const number = Number(day.slice(8));
    const isLast = index === days.length - 1;
    return index === 0 || isLast || (number % 5 === 0 && days.length - 1 - index > 2);
  });
}

/** Beside a far higher limit the spend would lie flat on the axis: then the limit is told, not drawn. */
export function isOnScale(limit: number, max: number): boolean {
  return max === 0 || limit <= max * 20;
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = NICE.find((nice) => nice * power >= rough * (1 - 1e-9)) ?? 10;
  return tidy(factor * power);
}

/** Sheds what binary fractions add: 0.1 + 0.2 is 0.3 on an axis. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
