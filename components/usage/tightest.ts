import { fractionOf } from "@/components/charts/words";
import type { BudgetStanding } from "@/lib/budgets/types";

/** Of several budgets the one of which the largest part is used, as the sidebar has it. */
export function tightestOf<S extends Pick<BudgetStanding, "spent" | "effectiveLimit">>(
  standings: readonly S[],
): S | undefined {
  const used = ({ spent, effectiveLimit }: S) => fractionOf(spent, effectiveLimit);
  return standings.toSorted((a, b) => used(b) - used(a))[0];
}

/** Whether nothing can be sent before the budget resets or is raised. */
export function isUsedUp({
  spent,
  effectiveLimit,
  onLimit,
}: Pick<BudgetStanding, "spent" | "effectiveLimit" | "onLimit">): boolean {
  return onLimit === "block" && spent >= effectiveLimit;
}
