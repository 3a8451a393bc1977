import { isUnpriced } from "@/components/usage/is-unpriced";
import { formatAbout, type PicoUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import type { CostSum } from "@/lib/reports/types";

const LOCALE = "en-GB";

/** "2026-11-22" → "22 Nov". */
export function dayLabel(day: string): string {
  return format(day, { day: "numeric", month: "short" });
}

/** "2026-11" → "November", with its year where `now` is in another. */
export function monthLabel(month: string, now: string): string {
  const isThisYear = month.slice(0, 4) === now.slice(0, 4);
  return format(`${month}-01`, { month: "long", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** "2026-11" → "Nov". */
export function shortMonthLabel(month: string): string {
  return format(`${month}-01`, { month: "short" });
}

/** "2026-11-30" → "1 Dec". */
export function dayAfterLabel(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return dayLabel(date.toISOString().slice(0, 10));
}

/** "2026-11-22" → "22 Nov", "2026-11" → "Nov 2026". */
export function pointLabel(key: string): string {
  return key.length > 7 ? dayLabel(key) : format(`${key}-01`, { month: "short", year: "numeric" });
}

/** 999 → "999", 41234 → "41.2k", 3400000 → "3.4M". */
export function tokensLabel(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  // From 999,950 on, one decimal of thousands would read "1000.0k".
  const [value, unit] = tokens < 999_950 ? [tokens / 1000, "k"] : [tokens / 1_000_000, "M"];
  return `${value.toFixed(1)}${unit}`;
}

/** "1 answer", "1,204 answers". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** "≈ $0.12" where a part of the amount is estimated. */
export function costLabel({ costPicoUsd, estimatedPicoUsd }: CostSum): string {
  return formatAbout(costPicoUsd, estimatedPicoUsd === 0n);
}

/** "$0.12 + 3 unpriced" where that many calls have no price, and "unpriced" where none has one. */
export function knownLabel(sum: CostSum & { calls: number; unpriced: number }): string {
  const { unpriced } = sum;
  if (isUnpriced(sum, unpriced)) return "unpriced";
  return unpriced === 0 ? costLabel(sum) : `${costLabel(sum)} + ${unpriced.toLocaleString("en-US")} unpriced`;
}

/** Whole percent of a limit: "61%", "<1%" rather than "0%" for what is not nothing, "100%" of an empty limit. */
export function percentLabel(amount: PicoUsd, limit: PicoUsd): string {
  if (limit === 0n) return formatPercent(100);
  const percent = (amount * 100n) / limit;
  return formatPercent(percent === 0n && amount > 0n ? "<1" : percent);
}

/** How full a bar is drawn, from 0 to 1. */
export function fractionOf(amount: PicoUsd, limit: PicoUsd): number {
  if (limit === 0n) return 1;
  return Number((amount * 10_000n) / limit) / 10_000;
}

function format(day: string, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
  return text.replace(/\bSept\b/, "Sep");
}
