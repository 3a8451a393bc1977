import type { BudgetStanding } from "@/lib/budgets/types";
import { formatUsd, type PicoUsd } from "@/lib/money";

/** What the foot of the sidebar and the line above the composer say about the tightest budget. */
export type BudgetFoot = {
  heading: string;
  timeLeft: string;
  spent: string;
  limit: string;
  resets: string;
  /** From 0 to 1, for the bar alone. */
  fraction: number;
  heldFraction: number;
};

/** Everything the composer says about budgets, made on the server so that no clock runs in the browser. */
export type BudgetBrief = {
  foot: BudgetFoot;
  /** The least that any budget still allows, and what running answers hold of that budget. */
  remainingPicoUsd: PicoUsd;
  reservedPicoUsd: PicoUsd;
  remaining: string;
  warning: string | null;
  paused: { title: string; body: string };
  /** Milliseconds from now until the budget that pauses sending resets. */
  resetsInMs: number;
};

type Place = { timeZone: string; now: Date };

const WARN_FROM = 0.8;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Null when no budget applies. */
export function budgetBrief(standings: BudgetStanding[], place: Place): BudgetBrief | null {
  const nearest = pick(standings, (a, b) => usedFraction(b) - usedFraction(a) || longerFirst(a, b));
  const scarcest = pick(
    standings,
    (a, b) => compare(a.remainingPicoUsd, b.remainingPicoUsd) || longerFirst(a, b),
  );
  if (!nearest || !scarcest) return null;
  return {
    foot: foot(nearest, place),
    remainingPicoUsd: scarcest.remainingPicoUsd,
    reservedPicoUsd: scarcest.reservedPicoUsd,
    remaining: `${formatUsd(scarcest.remainingPicoUsd)} left ${scarcest.period === "day" ? "today" : "this month"}`,
    warning: usedFraction(nearest) >= WARN_FROM ? warning(nearest, place) : null,
    paused: paused(scarcest, place),
    resetsInMs: Math.max(0, scarcest.resetsAt.getTime() - place.now.getTime()),
  };
}

/** How long until an instant, in the largest unit that says enough: "9 days", "5 hours", "34 minutes". */
export function timeUntil(instant: Date, now: Date): string {
  const left = Math.max(0, instant.getTime() - now.getTime());
  if (left > DAY_MS) return count(Math.ceil(left / DAY_MS), "day");
  if (left >= HOUR_MS) return count(Math.round(left / HOUR_MS), "hour");
  return count(Math.max(1, Math.ceil(left / MINUTE_MS)), "minute");
}

/** The month of an instant in a zone, in words: "November". */
export function monthName(instant: Date, timeZone: string): string {
  return format(instant, timeZone, { month: "long" });
}

function foot(standing: BudgetStanding, { timeZone, now }: Place): BudgetFoot {
  return {
    heading: heading(standing, timeZone),
    timeLeft: `${timeUntil(standing.resetsAt, now)} left`,
    spent: formatUsd(standing.spentPicoUsd),
    limit: formatUsd(standing.limitPicoUsd),
    resets:
      standing.period === "day"
        ? `resets at ${clockTime(standing.resetsAt, timeZone)}`
        : `resets ${format(standing.resetsAt, timeZone, { day: "numeric", month: "short" })}`,
    fraction: usedFraction(standing),
    heldFraction: ratio(standing.reservedPicoUsd, standing.limitPicoUsd),
  };
}

function heading({ scope, period, startsAt }: BudgetStanding, timeZone: string): string {
  const name = period === "day" ? "Today’s budget" : `${monthName(startsAt, timeZone)} budget`;
  return scope === "org" ? `${name}, whole organisation` : name;
}

function warning(standing: BudgetStanding, { timeZone }: Place): string {
  // Rounded down: "100 %" is said only when nothing is left.
  const percent = Math.floor(Math.min(1, usedFraction(standing)) * 100);
  const resets =
    standing.period === "day"
      ? `at ${midnight(standing.resetsAt, timeZone)}`
      : `on ${day(standing.resetsAt, timeZone)}`;
  const who = standing.scope === "org" ? "The organisation has" : "You have";
  return `${who} used ${percent}% of ${budgetName(standing, timeZone)}. ${formatUsd(standing.remainingPicoUsd)} left; it resets ${resets} (${timeZone}).`;
}

function budgetName({ scope, period, startsAt, limitPicoUsd }: BudgetStanding, timeZone: string): string {
  const limit = formatUsd(limitPicoUsd);
  if (period === "day") return `today’s ${limit}`;
  return `${scope === "org" ? "its" : "your"} ${monthName(startsAt, timeZone)} budget of ${limit}`;
}

function paused(standing: BudgetStanding, { timeZone, now }: Place): BudgetBrief["paused"] {
  const { scope, period, startsAt, limitPicoUsd, remainingPicoUsd, resetsAt } = standing;
  const owner = scope === "org" ? "The organisation’s" : "Your";
  const when = period === "day" ? "budget for today" : `${monthName(startsAt, timeZone)} budget`;
  const name = `${owner} ${when} of ${formatUsd(limitPicoUsd)}`;
  const title =
    remainingPicoUsd > 0n
      ? `${name} has ${formatUsd(remainingPicoUsd)} left, too little for an answer.`
      : `${name} is used up.`;
  const instant = `${day(resetsAt, timeZone)}, ${clockTime(resetsAt, timeZone)} ${timeZone}`;
  return {
    title,
    body: `It resets on ${instant} (in ${timeUntil(resetsAt, now)}). Your threads stay readable.`,
  };
}

function usedFraction({ spentPicoUsd, limitPicoUsd }: BudgetStanding): number {
  return ratio(spentPicoUsd, limitPicoUsd);
}

/** A limit of nothing counts as used up. */
function ratio(part: PicoUsd, whole: PicoUsd): number {
  return whole > 0n ? Number((part * 10_000n) / whole) / 10_000 : 1;
}

function pick(standings: BudgetStanding[], order: (a: BudgetStanding, b: BudgetStanding) => number) {
  return standings.toSorted(order)[0];
}

function longerFirst(a: BudgetStanding, b: BudgetStanding): number {
  return compare(b.resetsAt.getTime(), a.resetsAt.getTime());
}

function compare<T extends bigint | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function midnight(instant: Date, timeZone: string): string {
  const time = clockTime(instant, timeZone);
  return time === "00:00" ? "midnight" : time;
}

function clockTime(instant: Date, timeZone: string): string {
  return format(instant, timeZone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
}

function day(instant: Date, timeZone: string): string {
  return format(instant, timeZone, { day: "numeric", month: "long" });
}

function format(instant: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...options }).format(instant);
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
