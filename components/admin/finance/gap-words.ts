import type { ReconciliationRow } from "@/lib/finance/types";
import { formatUsd } from "@/lib/money";

const CENT = 10_000_000_000n;

type Gap = Omit<ReconciliationRow, "day" | "model">;

/** Billed less computed; null where the day was not read. */
export function gapOf({ isRead, billedPicoUsd, computedPicoUsd }: Gap): bigint | null {
  return isRead ? (billedPicoUsd ?? 0n) - computedPicoUsd : null;
}

/** What can make the difference, each as a sentence; the surest first. */
export function gapWords(row: Gap): string[] {
  const gap = gapOf(row);
  if (gap === null) return ["The provider’s costs of this day are not read yet."];
  if (gap === 0n) return [];
  const size = sizeOf(gap);
  const open = openCauses(row, gap);
  const words = [...open, ...sizedCauses(row)];
  const other = size - sizeOf(row.estimatedPicoUsd) - sizeOf(row.adjustedPicoUsd);
  if (open.length > 0 || other <= 0n) return words;
  if (other < CENT)
    return [
      ...words,
      `${words.length > 0 ? "The rest is less" : "Less"} than a cent: providers round their figures.`,
    ];
  const unknown =
    gap > 0n
      ? "calls that did not go through Purser, or a higher price than in the price book."
      : "a lower price than in the price book, a discount, or costs the provider books on another day.";
  if (words.length > 0) return [...words, `The other ${formatUsd(other)}: ${unknown}`];
  return [unknown.charAt(0).toUpperCase() + unknown.slice(1)];
}

const sizeOf = (amount: bigint) => (amount < 0n ? -amount : amount);

/** Causes of which nobody knows how much they make. */
function openCauses(row: Gap, gap: bigint): string[] {
  const words: string[] = [];
  if (row.billedPicoUsd === null)
    words.push("The provider has no costs of this model on this day; it may call it otherwise.");
  if (row.calls === 0 && row.unsettledCalls === 0)
    words.push("Purser made no such calls: another program uses the same account.");
  if (row.unpricedCalls > 0 && gap > 0n)
    words.push(`${calls(row.unpricedCalls)} ran unpriced and count as nothing here.`);
  if (row.unsettledCalls > 0 && gap > 0n)
    words.push(`${calls(row.unsettledCalls)} failed or broke off without a cost here.`);
  if (row.roundedCalls > 0 && gap > -1_000_000n && gap < 0n)
    words.push(`${calls(row.roundedCalls)} in batch or flex are rounded up.`);
  return words;
}

function sizedCauses(row: Gap): string[] {
  const words: string[] = [];
  if (row.estimatedPicoUsd !== 0n)
    words.push(`${formatUsd(row.estimatedPicoUsd)} is estimated: the provider did not say what was used.`);
  if (row.adjustedPicoUsd !== 0n) words.push(`${formatUsd(row.adjustedPicoUsd)} was corrected later.`);
  return words;
}

function calls(count: number): string {
  return count === 1 ? "1 call" : `${count.toLocaleString("en-US")} calls`;
}
