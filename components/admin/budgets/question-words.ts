import { longDay } from "@/components/shell/clock-words";
import type { Budget, BudgetScope, BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";
import { limitWords } from "./budget-words";

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
