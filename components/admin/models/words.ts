import { formatExactUsd, type PicoUsd, toDecimalUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { Price, PriceEntry, Rates } from "@/lib/pricing/types";

const MILLION = 1_000_000n;
/** Prices whose begin the catalogue does not know have this one. */
const FROM_THE_START_MS = Date.UTC(2020, 0, 1);

/** A rate as dollars per 1M tokens: "$2.50", "$0.075". */
export function perMillion(rate: PicoUsd): string {
  return formatExactUsd(rate * MILLION);
}

/** The same as it is typed: "2.5". */
export function typedPerMillion(rate: PicoUsd): string {
  return toDecimalUsd(rate * MILLION);
}

/** "$2.50 in · $0.25 cached · $2.50 cache write · $10.00 out". */
export function ratesWords(rates: Rates): string {
  return [
    `${perMillion(rates.inputPicoUsd)} in`,
    `${perMillion(rates.cachedInputPicoUsd)} cached`,
    `${perMillion(rates.cacheWritePicoUsd)} cache write`,
    `${perMillion(rates.outputPicoUsd)} out`,
  ].join(" · ");
}

/** What else decides a call's cost: "from 200,001 tokens in: $4.00 in, $18.00 out"; "50% in batch and flex". */
export function tierWords({ tiers, batchPermille, flexPermille }: Price): string[] {
  const steps = tiers.map(
    (tier) =>
      `from ${tier.fromInputTokens.toLocaleString("en-US")} tokens in: ${perMillion(tier.inputPicoUsd)} in, ${perMillion(tier.outputPicoUsd)} out`,
  );
  if (batchPermille === flexPermille) return [...steps, ...factorWords(batchPermille, "batch and flex")];
  return [...steps, ...factorWords(batchPermille, "batch"), ...factorWords(flexPermille, "flex")];
}

function factorWords(permille: number, where: string): string[] {
  return permille < 1_000 ? [`${formatPercent(permille / 10)} in ${where}`] : [];
}

/** Who a price comes from: "genai-prices 0.1.8", "set by Member 07". */
export function sourceWords({ source, setBy }: PriceEntry): string {
  if (source === "admin") return setBy ? `set by ${setBy}` : "set by an admin";
  return setBy ? `${source}, restored by ${setBy}` : source;
}

/** "since 22 Nov 2026, 09:30"; nothing where nobody knows. */
export function sinceWords({ effectiveFrom }: Price, timeZone: string): string | null {
  if (effectiveFrom.getTime() === FROM_THE_START_MS) return null;
  return `since ${instantWords(effectiveFrom, timeZone)}`;
}

/** "22 Nov 2026, 09:30" on the clocks of a zone; without the time at midnight. */
export function instantWords(instant: Date, timeZone: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(instant);
  const day = format({ day: "numeric", month: "short", year: "numeric" });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return time === "00:00" ? day : `${day}, ${time}`;
}

/** "128k", "1M", "1.05M". */
export function windowWords(tokens: number): string {
  const format = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 2 });
  return format.format(tokens).replace("K", "k");
}
