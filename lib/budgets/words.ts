import { AppError } from "@/lib/errors";
import { formatUsd } from "@/lib/money";
import type { PeriodRow } from "./applicable";
import { periodEnd } from "./periods";

/** The refusal of a call: which budget, how much, and when it resets on the organisation's clock. */
export function budgetExceeded(row: PeriodRow, at: Date, timeZone: string): AppError {
  const resetsAt = periodEnd(row.period, at, timeZone);
  return new AppError(
    "budget_exceeded",
    `${whatIsLeft(row, timeZone)} ${resetSentence(resetsAt, at, timeZone)}`,
    {
      details: {
        budgetId: row.budgetId,
        scope: row.scope,
        period: row.period,
        resetsAt: resetsAt.toISOString(),
      },
    },
  );
}

/** "Your November budget", "The organisation's budget for today". */
export function budgetName(row: Pick<PeriodRow, "scope" | "period" | "startsAt">, timeZone: string): string {
  const whose = row.scope === "org" ? "The organisation's" : "Your";
  if (row.period === "day") return `${whose} budget for today`;
  const month = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone }).format(row.startsAt);
  return `${whose} ${month} budget`;
}

function whatIsLeft(row: PeriodRow, timeZone: string): string {
  const name = budgetName(row, timeZone);
  const limit = formatUsd(row.limitPicoUsd);
  const unspent = row.limitPicoUsd - row.spentPicoUsd;
  if (unspent <= 0n) return `${name} of ${limit} is used up.`;
  if (row.reservedPicoUsd > 0n && unspent - row.reservedPicoUsd < unspent) {
    const free = unspent > row.reservedPicoUsd ? unspent - row.reservedPicoUsd : 0n;
    return `${formatUsd(free)} is free of ${lowerFirst(name)} of ${limit}, too little for an answer; ${formatUsd(row.reservedPicoUsd)} is held for answers still being written, so you can also try again when they are done.`;
  }
  return `${formatUsd(unspent)} is left of ${lowerFirst(name)} of ${limit}, too little for an answer.`;
}

function resetSentence(resetsAt: Date, at: Date, timeZone: string): string {
  const when = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(resetsAt);
  return `It resets on ${when.replace(" at ", ", ")} ${timeZone} (${inWords(resetsAt.getTime() - at.getTime())}).`;
}

const HOUR_MS = 3_600_000;

function inWords(durationMs: number): string {
  const hours = Math.ceil(durationMs / HOUR_MS);
  if (hours <= 1) return "within the hour";
  if (hours < 48) return `in ${hours} hours`;
  return `in ${Math.ceil(hours / 24)} days`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
