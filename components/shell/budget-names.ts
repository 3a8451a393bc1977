import type { BudgetPeriod, BudgetScope, BudgetStanding, BudgetUnit } from "@/lib/budgets/types";
import { formatAmount, formatLimit, formatUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import { monthName } from "./clock-words";

type Named = Pick<BudgetStanding, "scope" | "period" | "unit" | "startsAt" | "effectiveLimit">;

const OWNERS: Record<BudgetScope, string> = {
  org: "The organisation’s",
  department: "Your department’s",
  department_member: "Your department’s",
  plan: "Your plan’s",
  member: "Your",
  self: "Your own",
  assistant: "This assistant’s",
  thread: "This thread’s",
  api_key: "This key’s",
  model: "This model’s",
};

/** "Your department’s November budget of $20.00", "Your plan’s budget for today of 100 messages". */
export function budgetName(standing: Named, timeZone: string): string {
  return `${OWNERS[standing.scope]} ${plainName(standing, timeZone)}`;
}

/** Those who use up a budget that they share. */
const SHARERS: Partial<Record<BudgetScope, string>> = {
  org: "The organisation",
  department: "Your department",
  assistant: "This assistant",
  thread: "This thread",
  api_key: "This key",
  model: "This model",
};

/** "You have used 80% of your November budget of $8.00", "The organisation has used 80% of its …". */
export function usedWords(standing: Named, percent: number, timeZone: string): string {
  const sharer = SHARERS[standing.scope];
  if (sharer) return `${sharer} has used ${formatPercent(percent)} of its ${plainName(standing, timeZone)}`;
  const { scope, period, unit, effectiveLimit } = standing;
  const isPlain = scope === "member" && period === "day";
  const name = isPlain
    ? `today’s ${formatLimit(effectiveLimit, unit)}`
    : lowerFirst(budgetName(standing, timeZone));
  return `You have used ${formatPercent(percent)} of ${name}`;
}

const ALLOWERS: Partial<Record<BudgetScope, string>> = {
  department_member: "Your department allows you",
  plan: "Your plan allows",
  member: "You have",
  self: "You allow yourself",
};

/** "Your plan allows 100 messages in November", "This thread has 20 messages in all". */
export function allowanceWords(standing: Named, timeZone: string): string {
  const { scope, period, unit, startsAt, effectiveLimit } = standing;
  const allower = ALLOWERS[scope] ?? `${SHARERS[scope]} has`;
  const when = {
    day: "today",
    week: "this week",
    month: `in ${monthName(startsAt, timeZone)}`,
    total: "in all",
  };
  return `${allower} ${formatLimit(effectiveLimit, unit)} ${when[period]}`;
}

const WHOSE: Partial<Record<BudgetScope, string>> = {
  org: "whole organisation",
  department: "your department",
  plan: "your plan",
  self: "your own",
  assistant: "this assistant",
  thread: "this thread",
  api_key: "this key",
  model: "this model",
};

/** "November budget", "Today’s messages, your plan"; to somebody else "…, their plan". */
export function budgetHeading(
  { scope, period, unit, startsAt }: Named,
  timeZone: string,
  whoseWord: "your" | "their" = "your",
): string {
  const when = {
    day: "Today’s",
    week: "This week’s",
    month: monthName(startsAt, timeZone),
    total: "Total",
  };
  const whose = WHOSE[scope]?.replace(/^your/, whoseWord);
  return `${when[period]} ${unit === "usd" ? nounOf(scope) : unit}${whose ? `, ${whose}` : ""}`;
}

const NOW: Record<BudgetPeriod, string> = {
  day: " today",
  week: " this week",
  month: " this month",
  total: "",
};

/** "$0.12 left today", "4 messages left this month". */
export function leftWords({ period, unit }: Named, remaining: bigint): string {
  return `${formatAmount(remaining, unit)} left${NOW[period]}`;
}

/** "≈ $3.12" where a part of what it is made of is not exact; "<$0.0001" says as much by itself. */
export function aboutWords(words: string, estimated: bigint | undefined): string {
  return !estimated || words.includes("<") ? words : `≈ ${words}`;
}

/** An amount beside a limit that names the unit: "$4.88", "96". */
export function bareAmount(amount: bigint, unit: BudgetUnit): string {
  return unit === "usd" ? formatUsd(amount) : amount.toLocaleString("en-US");
}

/** The name without its owner: "November budget of $20.00". */
function plainName({ scope, period, unit, startsAt, effectiveLimit }: Named, timeZone: string): string {
  const noun = nounOf(scope);
  const when = {
    day: `${noun} for today`,
    week: `${noun} for this week`,
    month: `${monthName(startsAt, timeZone)} ${noun}`,
    total: noun,
  };
  const each = scope === "department_member" ? " for each member" : "";
  return `${when[period]} of ${formatLimit(effectiveLimit, unit)}${each}`;
}

function nounOf(scope: BudgetScope): string {
  return scope === "self" ? "limit" : "budget";
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
