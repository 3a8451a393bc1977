import type { PicoUsd } from "@/lib/money";

export type Delta = { direction: "up" | "down" | "same"; share: string };

/** How an amount compares with one before; null where that was nothing. */
export function deltaOf(now: PicoUsd, before: PicoUsd): Delta | null {
  if (before === 0n) return null;
  const change = now - before;
  const percent = ((change < 0n ? -change : change) * 100n + before / 2n) / before;
  return {
    direction: percent === 0n ? "same" : change > 0n ? "up" : "down",
    share: percent >= 1000n ? `${(now / before).toLocaleString("en-US")} ×` : `${percent}%`,
  };
}
