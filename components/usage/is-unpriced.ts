import type { UsageSum } from "@/lib/reports/types";

/** Whether none of a sum's calls has a price: then what it cost is unknown, and not nothing. */
export function isUnpriced(sum: Pick<UsageSum, "calls" | "costPicoUsd">, unpriced: number): boolean {
  return unpriced > 0 && unpriced >= sum.calls && sum.costPicoUsd === 0n;
}
