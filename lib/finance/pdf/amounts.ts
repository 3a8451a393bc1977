import { formatAbout, type PicoUsd, toDecimalUsd } from "@/lib/money";

/** Noto Sans has no ≈. */
function onPaper(words: string): string {
  return words.replace("≈ ", "~ ");
}

/** "$4.35 (4.350000000001)", and with a tilde where a part of it is estimated. */
export function usdOnPaper(amount: PicoUsd, estimated = 0n): string {
  return `${onPaper(formatAbout(amount, estimated === 0n))} (${toDecimalUsd(amount)})`;
}

/** Every decimal, with as many for each of a column, so that their points stand below each other. */
export function columnOf(amounts: readonly PicoUsd[]): string[] {
  return padded(amounts.map(toDecimalUsd));
}

/** Decimal numbers with as many decimals as the longest of them has; an empty one stays empty. */
export function padded(texts: readonly string[]): string[] {
  const decimals = texts.reduce((most, text) => Math.max(most, text.split(".")[1]?.length ?? 0), 0);
  return texts.map((text) => {
    const [whole, fraction = ""] = text.split(".");
    return decimals === 0 || text === "" ? text : `${whole}.${fraction.padEnd(decimals, "0")}`;
  });
}
