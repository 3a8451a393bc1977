/**
 * Money in pico-USD (10⁻¹² $). A price of $0.15 per 1M tokens is exactly 150,000 pico-USD per token,
 * so tokens × price never rounds. Never a float: text at the edge, bigint inside.
 */
export type PicoUsd = bigint & { readonly unit?: "pico-usd" };

export const PICO_PER_USD = 1_000_000_000_000n;

const DECIMAL = /^(\d+)(?:\.(\d{1,12}))?$/;

/**
 * Reads a decimal dollar amount ("5", "0.000312"), at most 12 decimals and no sign.
 * Throws RangeError for anything else: an amount is never guessed.
 */
export function parseUsd(text: string): PicoUsd {
  const match = DECIMAL.exec(text.trim());
  if (!match) throw new RangeError(`"${text}" is not a dollar amount such as 5 or 0.25.`);
  const [, whole = "0", fraction = ""] = match;
  return BigInt(whole) * PICO_PER_USD + BigInt(fraction.padEnd(12, "0"));
}

/** The exact decimal dollars of an amount, without trailing zeros: 312000000n → "0.000312". */
export function toDecimalUsd(amount: PicoUsd): string {
  const sign = amount < 0n ? "-" : "";
  const absolute = amount < 0n ? -amount : amount;
  const fraction = (absolute % PICO_PER_USD).toString().padStart(12, "0").replace(/0+$/, "");
  return `${sign}${absolute / PICO_PER_USD}${fraction ? `.${fraction}` : ""}`;
}

const SMALLEST_SHOWN = PICO_PER_USD / 10_000n;

/** Decimals of an amount for a person: cents, or four decimals. */
export type UsdDigits = 2 | 4;

/**
 * Dollars for a person: cents from ten cents up, four decimals below, and never "$0.00" for an amount that is not
 * zero ("<$0.0001"). In a column every amount has the same `digits`, those of `columnDigits`.
 */
export function formatUsd(amount: PicoUsd, digits: UsdDigits = 2): string {
  const absolute = amount < 0n ? -amount : amount;
  const sign = amount < 0n ? "−" : "";
  if (absolute > 0n && absolute < SMALLEST_SHOWN) return `${sign}<$0.0001`;
  const shown = Math.max(digits, digitsOf(amount));
  return `${sign}${inDollars(absolute, shown, shown)}`;
}

/** The decimals with which all amounts of a column can be told, so that their points stand below each other. */
export function columnDigits(amounts: readonly PicoUsd[]): UsdDigits {
  return amounts.some((amount) => digitsOf(amount) === 4) ? 4 : 2;
}

/** A limit or a price that somebody set, with all its decimals and at least two: "$5.00", "$0.00085". */
export function formatExactUsd(amount: PicoUsd): string {
  return inDollars(amount, 2, 12);
}

/** The same with "≈" where a part of it is not exact; "<$0.0001" says as much by itself. */
export function formatAbout(amount: PicoUsd, isExact: boolean): string {
  const text = formatUsd(amount);
  return isExact || text.includes("<") ? text : `≈ ${text}`;
}

/** Dollars as a chart coordinate. The only place where money becomes a float, and nothing is computed from it. */
export function toChartUsd(amount: PicoUsd): number {
  return Number(toDecimalUsd(amount));
}

/** An amount of a budget in its unit: pico-USD, tokens or messages. */
export function formatAmount(amount: bigint, unit: "usd" | "tokens" | "messages"): string {
  if (unit === "usd") return formatUsd(amount);
  const sign = amount < 0n ? "−" : "";
  const count = (amount < 0n ? -amount : amount).toLocaleString("en-US");
  const noun = unit === "tokens" ? "token" : "message";
  return `${sign}${count} ${count === "1" ? noun : `${noun}s`}`;
}

/** A limit in its unit, exactly as it was set: "$0.00085", "100 messages". */
export function formatLimit(limit: bigint, unit: "usd" | "tokens" | "messages"): string {
  return unit === "usd" ? formatExactUsd(limit) : formatAmount(limit, unit);
}

function digitsOf(amount: PicoUsd): UsdDigits {
  const absolute = amount < 0n ? -amount : amount;
  return absolute > 0n && absolute < PICO_PER_USD / 10n ? 4 : 2;
}

function inDollars(amount: PicoUsd, minimumFractionDigits: number, maximumFractionDigits: number): string {
  const currency = { style: "currency", currency: "USD" } as const;
  const formatter = new Intl.NumberFormat("en-US", {
    ...currency,
    minimumFractionDigits,
    maximumFractionDigits,
  });
  return formatter.format(toDecimalUsd(amount) as Intl.StringNumericLiteral);
}
