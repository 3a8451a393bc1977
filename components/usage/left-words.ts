import { bareAmount } from "@/components/shell/budget-names";
import type { BudgetStanding } from "@/lib/budgets/types";

type Standing = Pick<BudgetStanding, "unit" | "spent" | "effectiveLimit" | "remaining">;

/** "$3.12 left", "0 left"; "over by $1.20" where more is spent than the limit. */
export function leftOrOver({ unit, spent, effectiveLimit, remaining }: Standing): string {
  const over = spent - effectiveLimit;
  return over > 0n ? `over by ${bareAmount(over, unit)}` : `${bareAmount(remaining, unit)} left`;
}
