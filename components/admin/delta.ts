import { monthLabel } from "@/components/charts/words";
import type { SameSpan } from "@/lib/reports/types";

export type Delta = { direction: "up" | "down" | "same"; share: string; against: string };

/** How the month compares with the same days of the month before; null where nothing was spent on them. */
export function deltaOf(
  month: string,
  { days, previousMonth, costPicoUsd, previousPicoUsd }: SameSpan,
): Delta | null {
  if (previousPicoUsd === 0n) return null;
  const change = costPicoUsd - previousPicoUsd;
  const percent = ((change < 0n ? -change : change) * 100n + previousPicoUsd / 2n) / previousPicoUsd;
  return {
    direction: percent === 0n ? "same" : change > 0n ? "up" : "down",
    share: percent >= 1000n ? `${(costPicoUsd / previousPicoUsd).toLocaleString("en-US")} ×` : `${percent}%`,
    against: sameDays(days, previousMonth, month),
  };
}

/** "1–22 October"; with the year where the two months lie in different ones. */
export function sameDays(days: number, previousMonth: string, month: string): string {
  const name = monthLabel(previousMonth, month);
  return days === 1 ? `1 ${name}` : `1–${days} ${name}`;
}
