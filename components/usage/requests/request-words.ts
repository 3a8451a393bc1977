import { budgetHeading } from "@/components/shell/budget-names";
import { dayAndTime, shortDay } from "@/components/shell/clock-words";
import type { BudgetRequest, RequestedBudget } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";

type Asked = {
  budget: RequestedBudget | null;
  amount: bigint;
  until: Date | null;
  /** Whose budget it is to the reader. */
  whose?: "your" | "their";
};

/** "$5.00 more on the November budget of your plan, until the end of 30 Nov"; "for good" where there is no end. */
export function askedWords({ budget, amount, until, whose }: Asked, timeZone: string, now: Date): string {
  const what = formatLimit(amount, budget?.unit ?? "usd");
  const of = budget ? ` on ${headingOf({ budget, whose }, timeZone, now)}` : "";
  return `${what} more${of}, ${untilWords(until, timeZone)}`;
}

/** "until the end of 30 Nov", "for good". */
export function untilWords(until: Date | null, timeZone: string): string {
  if (!until) return "for good";
  // An end at midnight is said by the day that it ends.
  return `until the end of ${shortDay(new Date(until.getTime() - 1), timeZone)}`;
}

/** The last day of what ends at an instant, as a date field has it: "2026-11-30". */
export function lastDayOf(until: Date, timeZone: string): string {
  const date = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  return date.format(new Date(until.getTime() - 1));
}

/** What came of a request, for the member; null while nobody has answered. */
export function answerWords(request: BudgetRequest, timeZone: string): string | null {
  const { state, grantedAmount, grantedUntil, budget, decidedByName, decidedAt } = request;
  if (!decidedAt || (state !== "approved" && state !== "declined")) return null;
  const who = `${decidedByName ?? "An admin"}, ${dayAndTime(decidedAt, timeZone)}`;
  if (state === "declined" || grantedAmount === null) return `Your request was declined (${who}).`;
  const given = `${formatLimit(grantedAmount, budget?.unit ?? "usd")} more, ${untilWords(grantedUntil, timeZone)}`;
  return `Your request was approved: ${given} (${who}).`;
}

type Of = { budget: RequestedBudget; whose: Asked["whose"] };

function headingOf({ budget, whose }: Of, timeZone: string, now: Date): string {
  const heading = budgetHeading({ ...budget, startsAt: now, effectiveLimit: 0n }, timeZone, whose);
  const words = heading.replace(", whole", ", the whole").replace(", ", " of ");
  if (budget.period === "month") return `the ${words}`;
  const inside = words.charAt(0).toLowerCase() + words.slice(1);
  return budget.period === "total" ? `the ${inside}` : inside;
}
