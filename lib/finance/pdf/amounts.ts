import { formatAbout, type PicoUsd, toDecimalUsd } from "@/lib/money";
import type { CostSum } from "@/lib/reports/types";
import { callWords, knownOf } from "../unpriced";

const PICO_USD_OF_A_CENT = 10n ** 10n;

/** "$4.35 (4.350000000001)", "$4.35" where that is all of it; "about $4.35" where a part of it is estimated. */
export function usdOnPaper(amount: PicoUsd, estimated = 0n): string {
  const rounded = formatAbout(amount, estimated === 0n).replace("≈ ", "about ");
  const isWhole =
    amount % PICO_USD_OF_A_CENT === 0n || rounded.endsWith(toDecimalUsd(amount).replace("-", ""));
  return isWhole ? rounded : `${rounded} (${toDecimalUsd(amount)})`;
}

/** The same where calls without a price may be among those that made it: unknown is never told as nothing. */
export function knownOnPaper({ costPicoUsd, estimatedPicoUsd }: CostSum, unpriced = 0): string {
  if (unpriced === 0) return usdOnPaper(costPicoUsd, estimatedPicoUsd);
  if (knownOf(costPicoUsd, unpriced) === null)
    return `unknown: ${callWords(unpriced)} ${unpriced === 1 ? "has" : "have"} no price`;
  return `${usdOnPaper(costPicoUsd, estimatedPicoUsd)}, and ${callWords(unpriced)} without a price`;
}

/** Every decimal, with as many for each of a column, so that their points stand below each other; of null, nothing. */
export function columnOf(amounts: readonly (PicoUsd | null)[]): string[] {
  return padded(amounts.map((amount) => (amount === null ? "" : toDecimalUsd(amount))));
}

/** Decimal numbers with as many decimals as the longest of them has; an empty one stays empty. */
export function padded(texts: readonly string[]): string[] {
  const decimals = texts.reduce((most, text) => Math.max(most, text.split(".")[1]?.length ?? 0), 0);
  return texts.map((text) => {
    const [whole, fraction = ""] = text.split(".");
    return decimals === 0 || text === "" ? text : `${whole}.${fraction.padEnd(decimals, "0")}`;
  });
}
