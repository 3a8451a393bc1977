import { counted } from "@/components/charts/words";
import { formatExactUsd, formatUsd, PICO_PER_USD, type PicoUsd, type UsdDigits } from "@/lib/money";
import { formatPercent } from "@/lib/percent";

/** What is said where there is nothing to divide by. */
export const NOT_APPLICABLE = "n/a";

const CENT = PICO_PER_USD / 100n;
const FOURTH_DECIMAL = PICO_PER_USD / 10_000n;

/**
 * Dollars with cents, with four decimals below one dollar where cents do not tell it all, and with three digits that
 * count where those do not tell an amount below a cent: "$0.00468". A column has four decimals below one dollar.
 */
export function usdWords(amount: PicoUsd, digits: UsdDigits = 2): string {
  const absolute = amount < 0n ? -amount : amount;
  if (absolute >= PICO_PER_USD || absolute === 0n) return formatUsd(amount);
  if (absolute % CENT === 0n) return inCents(amount, digits);
  if (absolute >= CENT || absolute % FOURTH_DECIMAL === 0n) return formatUsd(amount, 4);
  return `${amount < 0n ? "−" : ""}${formatExactUsd(threeDigits(absolute))}`;
}

/** Of whole cents below ten, formatUsd would show four decimals by itself. */
function inCents(amount: PicoUsd, digits: UsdDigits): string {
  if (digits === 4) return formatUsd(amount, 4);
  return `${amount < 0n ? "−" : ""}${formatExactUsd(amount < 0n ? -amount : amount)}`;
}

function threeDigits(amount: bigint): bigint {
  const step = 10n ** BigInt(Math.max(0, amount.toString().length - 3));
  return ((amount + step / 2n) / step) * step;
}

/** The same, or "n/a". */
export function usdOr(amount: PicoUsd | null): string {
  return amount === null ? NOT_APPLICABLE : usdWords(amount);
}

/** "16.67 ×", "1,353 ×". */
export function timesWords(times: number | null): string {
  return times === null ? NOT_APPLICABLE : `${numberWords(times)} ×`;
}

/** The same with two decimals, so that the points of a column stand below each other: "22.50 ×". */
export function timesInColumn(times: number | null): string {
  if (times === null) return NOT_APPLICABLE;
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return `${times.toLocaleString("en-US", digits)} ×`;
}

/** 0.635 → "63.5%", −0.4 → "−40%". */
export function percentWords(share: number | null): string {
  if (share === null) return NOT_APPLICABLE;
  return formatPercent(numberWords(share * 100, 1));
}

/** A count or a measure: "1,353.6", "−40"; from a quadrillion on as a power of ten. */
export function numberWords(value: number, decimals = 2): string {
  const notation = Math.abs(value) >= 1e15 ? "scientific" : "standard";
  const format = new Intl.NumberFormat("en-US", { notation, maximumFractionDigits: decimals });
  return format.format(value).replace("-", "−");
}

/** A count of any size: "4,000", and "1.2E18" where nobody would count the digits. */
export function countWords(count: bigint | number): string {
  return numberWords(Number(count), 0);
}

const TOKEN_UNITS: [number, string][] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
];

/** "9.5k", "61.6M" tokens. */
export function tokenWords(count: bigint | number): string {
  const value = Number(count);
  const [size, unit] = TOKEN_UNITS.find(([size]) => value >= size * 0.99995) ?? [1, ""];
  return `${numberWords(value / size, unit ? 1 : 0)}${unit}`;
}

/** How many a dollar buys, in whole tokens: "333,333"; nothing to buy where they are free. */
export function perDollarWords(tokens: number | null): string {
  return tokens === null ? "free" : countWords(Math.floor(tokens));
}

const BYTE_UNITS = ["bytes", "kB", "MB", "GB", "TB", "PB"];

/** "84.2 MB". */
export function byteWords(bytes: bigint | number): string {
  let value = Number(bytes);
  let unit = 0;
  while (value >= 999.95 && unit < BYTE_UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${numberWords(value, unit === 0 ? 0 : 1)} ${BYTE_UNITS[unit]}`;
}

/** 1,353,600 → "22 min 34 s", 81,800 → "1 min 22 s", 10,600 → "10.6 s". */
export function durationWords(ms: number): string {
  if (ms < 60_000) return `${numberWords(ms / 1_000, 1)} s`;
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${countWords(Math.round(hours / 24))} days`;
}

/** 1.667 → "1.7 months", 0.2 → "6 days". */
export function monthsWords(months: number | null): string {
  if (months === null) return "never";
  if (months === 0) return "at once";
  if (months < 1) return counted(Math.max(1, Math.round(months * 30)), "day");
  const shown = numberWords(months, 1);
  return shown === "1" ? "1 month" : `${shown} months`;
}

/** "gpt-4o (not offered at present)". */
export function offeredWords(name: string, isOffered: boolean): string {
  return isOffered ? name : `${name} (not offered at present)`;
}
