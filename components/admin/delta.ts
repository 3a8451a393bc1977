import type { PicoUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";

export type Delta = { direction: "up" | "down" | "same"; share: string };

/** How an amount compares with one before; null where that was nothing. */
export function deltaOf(now: PicoUsd, before: PicoUsd): Delta | null {
  if (before === 0n) return null;
  const change = now - before;
  const percent = ((change < 0n ? -change : change) * 100n + before / 2n) / before;
  return {
    direction: percent === 0n ? "same" : change > 0n ? "up" : "down",
    share: shareWords(percent, now / before),
  };
}

function shareWords(percent: bigint, times: bigint): string {
  if (percent < 1000n) return formatPercent(percent);
  return times > 100n ? "over 100 ×" : `${times} ×`;
}
