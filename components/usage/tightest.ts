import { fractionOf } from "@/components/charts/words";
import type { BudgetStanding } from "@/lib/budgets/types";

/** Of several budgets the one of which the largest part is used, as the sidebar has it. */
export function tightestOf<S extends Pick<BudgetStanding, "spent" | "effectiveLimit">>(
  standings: readonly S[],
): S | undefined {
  const used = ({ spent, effectiveLimit }: S) => fractionOf(spent, effectiveLimit);
  return standings.toSorted((a, b) => used(b) - used(a))[0];
}

/** Whether so much is used that it is warned of. */
export function isNear({ spent, effectiveLimit }: Pick<BudgetStanding, "spent" | "effectiveLimit">): boolean {
  return spent * 5n >= effectiveLimit * 4n;
}

/** Whether nothing can be sent before the budget resets or is raised. */
export function isUsedUp({
  spent,
  effectiveLimit,
  onLimit,
}: Pick<BudgetStanding, "spent" | "effectiveLimit" | "onLimit">): boolean {
  return onLimit === "block" && spent >= effectiveLimit;
}
