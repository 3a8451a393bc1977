import { AppError } from "@/lib/errors";
import { formatAmount, formatLimit } from "@/lib/money";
import type { PeriodRow } from "./lock-periods";
import { type Moment, periodEnd } from "./periods";
import type { BudgetScope } from "./types";

type Named = Pick<PeriodRow, "scope" | "period" | "startsAt">;

/** The refusal of a call: which budget, how much, and when it resets on the organisation's clock. */
export function budgetExceeded(row: PeriodRow, { at, timeZone }: Moment): AppError {
  const resetsAt = periodEnd(row.period, at, timeZone);
  return new AppError(
    "budget_exceeded",
    `${whatIsLeft(row, timeZone)} ${resetsAt ? resetSentence(resetsAt, at, timeZone) : neverResets(row.scope)}`,
    {
      details: {
        budgetId: row.budgetId,
        scope: row.scope,
        period: row.period,
        unit: row.unit,
        ...(resetsAt ? { resetsAt: resetsAt.toISOString() } : {}),
      },
    },
  );
}

/** Why a cheaper model answers. */
export function downgraded(row: PeriodRow, timeZone: string): string {
  const left = row.limit - row.spent - row.reserved;
  return `${budgetName(row, timeZone)} has ${formatAmount(left > 0n ? left : 0n, row.unit)} left of ${formatLimit(row.limit, row.unit)}, so a cheaper model answered.`;
}

const OWNERS: Record<BudgetScope, string> = {
  org: "The organisation's",
  department: "Your department's",
  department_member: "Your",
  plan: "Your plan's",
  member: "Your",
  self: "Your own",
  assistant: "This assistant's",
  thread: "This thread's",
  api_key: "This key's",
  model: "This model's",
};

/** "Your November budget", "The organisation's budget for today". */
export function budgetName({ scope, period, startsAt }: Named, timeZone: string): string {
  const whose = OWNERS[scope];
  if (period === "day") return `${whose} budget for today`;
  if (period === "week") return `${whose} budget for this week`;
  if (period === "total") return `${whose} budget`;
  const month = new Intl.DateTimeFormat("en-GB", { month: "long", timeZone }).format(startsAt);
  return `${whose} ${month} budget`;
}

function whatIsLeft(row: PeriodRow, timeZone: string): string {
  const name = budgetName(row, timeZone);
  const limit = formatLimit(row.limit, row.unit);
  const unspent = row.limit - row.spent;
  if (unspent <= 0n) return `${name} of ${limit} is used up.`;
  if (row.reserved > 0n) {
    const free = unspent > row.reserved ? unspent - row.reserved : 0n;
    return `${formatAmount(free, row.unit)} is free of ${lowerFirst(name)} of ${limit}, too little for an answer; ${formatAmount(row.reserved, row.unit)} is held for answers still being written, so you can also try again when they are done.`;
  }
  return `${formatAmount(unspent, row.unit)} is left of ${lowerFirst(name)} of ${limit}, too little for an answer.`;
}

function neverResets(scope: BudgetScope): string {
  const way =
    scope === "thread"
      ? "raise it in the thread's menu, or ask an admin where they set it"
      : "ask an admin for more";
  return `It does not reset: ${way}.`;
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
  if (durationMs <= HOUR_MS) return "within the hour";
  if (durationMs > 24 * HOUR_MS) return `in ${Math.ceil(durationMs / (24 * HOUR_MS))} days`;
  const hours = Math.round(durationMs / HOUR_MS);
  return hours === 1 ? "in an hour" : `in ${hours} hours`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
