import type { PicoUsd } from "@/lib/money";
import type { Costs, UsageSum } from "@/lib/reports/types";

/** Thousandths of the input that came from the provider's cache, rounded down; null where nothing was sent. */
export function cachedPermille({ inputTokens, cachedInputTokens }: UsageSum): number | null {
  return inputTokens === 0 ? null : Math.floor((cachedInputTokens * 1000) / inputTokens);
}

/** "62.5%". */
export function permilleWords(permille: number): string {
  return `${(permille / 10).toLocaleString("en-US", { maximumFractionDigits: 1 })}%`;
}

/** What one answer costs, everything around it included; null before the first. */
export function perMessage({ costPicoUsd, answers }: UsageSum): PicoUsd | null {
  return answers === 0 ? null : costPicoUsd / BigInt(answers);
}

export function perActiveMember({ total, activeMembers }: Costs): PicoUsd | null {
  return activeMembers === 0 ? null : total.costPicoUsd / BigInt(activeMembers);
}

/** Whole thousandths of a whole; null of nothing. */
export function sharePermille(part: PicoUsd, whole: PicoUsd): number | null {
  return whole <= 0n ? null : Number((part * 1000n) / whole);
}
