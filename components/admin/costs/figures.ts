import type { PicoUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { Costs, UsageSum } from "@/lib/reports/types";

/** Thousandths of the input that came from the provider's cache; null where nothing was sent. */
export function cachedPermille({ inputTokens, cachedInputTokens }: UsageSum): number | null {
  return inputTokens === 0 ? null : Math.round((cachedInputTokens * 1000) / inputTokens);
}

/** "62.5%", "30.0%"; a whole is "100%". */
export function permilleWords(permille: number): string {
  return formatPercent(permille === 1000 ? 100 : (permille / 10).toFixed(1));
}

/** What one answer costs, everything around it included; null before the first. */
export function perMessage({ costPicoUsd, answers }: UsageSum): PicoUsd | null {
  return answers === 0 ? null : costPicoUsd / BigInt(answers);
}

export function perActiveMember({ total, activeMembers }: Costs): PicoUsd | null {
  return activeMembers === 0 ? null : total.costPicoUsd / BigInt(activeMembers);
}

/** Thousandths of a whole, rounded; null of nothing. */
export function sharePermille(part: PicoUsd, whole: PicoUsd): number | null {
  return whole <= 0n ? null : Number((part * 2000n + whole) / (whole * 2n));
}
