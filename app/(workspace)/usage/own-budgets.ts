import type { OwnBudgets } from "@/components/usage/usage-tiles";
import type { BudgetScope, BudgetStanding } from "@/lib/budgets";

const OWN_SCOPES: readonly BudgetScope[] = ["plan", "department_member", "member", "self"];

/** The tightest budgets in dollars that are a member's alone, of the month and of the day. */
export function ownBudgets(standings: readonly BudgetStanding[]): OwnBudgets {
  const own = standings
    .filter(({ scope, unit }) => OWN_SCOPES.includes(scope) && unit === "usd")
    .toSorted((a, b) => (a.remaining < b.remaining ? -1 : a.remaining > b.remaining ? 1 : 0));
  return {
    month: own.find(({ period }) => period === "month"),
    day: own.find(({ period }) => period === "day"),
  };
}
