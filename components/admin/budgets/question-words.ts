import { longDay } from "@/components/shell/clock-words";
import type { Budget, BudgetScope, BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";
import { limitWords, whomWords } from "./budget-words";

/** "There is one already, $5.00 a month: saving replaces it." */
export function replacesWords(budget: Pick<Budget, "limit" | "unit" | "period">): string {
  return `There is one already, ${limitWords(budget)}: saving replaces it.`;
}

type Standing = Pick<
  BudgetStanding,
  "scope" | "period" | "unit" | "onLimit" | "downgradeTo" | "spent" | "effectiveLimit" | "resetsAt"
>;

/**
 * "$0.0009 is spent already: its members are stopped until 1 December." Null where the limit leaves something, and
 * where reaching it stops nobody.
 */
export function stopsWords(standing: Standing, timeZone: string): string | null {
  const { unit, onLimit, downgradeTo, spent, effectiveLimit } = standing;
  if (spent === 0n || spent < effectiveLimit || onLimit === "notify") return null;
  const used = `${formatAmount(spent, unit)} ${unit === "usd" || spent === 1n ? "is" : "are"} ${unit === "usd" ? "spent" : "used"}`;
  const then = downgradeTo
    ? `${downgradeTo.slice(downgradeTo.indexOf("/") + 1)} answers`
    : (STOPPED[standing.scope] ?? "whoever it is for is stopped");
  return `${used} already: ${then} ${untilWords(standing, timeZone)}.`;
}

const NAMED_MOST = 3;

/** "2 of them are used up at once: Member 01 and Member 02. Whoever they limit is stopped until they reset." */
export function severalStopWords(budgets: readonly Parameters<typeof whomWords>[0][]): string {
  const names = budgets.slice(0, NAMED_MOST).map(whomWords);
  if (budgets.length > NAMED_MOST) names.push(`${budgets.length - NAMED_MOST} more`);
  const list = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
  const are = budgets.length === 1 ? "1 of them is" : `${budgets.length} of them are`;
  return `${are} used up at once: ${list}. Whoever is limited by it is stopped until it resets or is raised.`;
}

const STOPPED: Partial<Record<BudgetScope, string>> = {
  org: "everybody is stopped",
  department: "its members are stopped",
  member: "the member is stopped",
  api_key: "programs with this key are stopped",
  model: "nobody can ask this model",
};

function untilWords({ period, resetsAt }: Standing, timeZone: string): string {
  if (!resetsAt) return "until it is raised";
  return period === "day" ? "until midnight" : `until ${longDay(resetsAt, timeZone)}`;
}
