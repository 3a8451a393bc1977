import { formatAbout, type PicoUsd, toDecimalUsd } from "@/lib/money";

const PICO_USD_OF_A_CENT = 10n ** 10n;

/** "$4.35 (4.350000000001)", "$4.35" where that is all of it; "about $4.35" where a part of it is estimated. */
export function usdOnPaper(amount: PicoUsd, estimated = 0n): string {
  const rounded = formatAbout(amount, estimated === 0n).replace("≈ ", "about ");
  const isWhole =
    amount % PICO_USD_OF_A_CENT === 0n || rounded.endsWith(toDecimalUsd(amount).replace("-", ""));
  return isWhole ? rounded : `${rounded} (${toDecimalUsd(amount)})`;
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
