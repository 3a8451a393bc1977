import { aboutWords, bareAmount } from "@/components/shell/budget-names";
import type { BudgetStanding } from "@/lib/budgets/types";

type Standing = Pick<BudgetStanding, "unit" | "spent" | "estimated" | "effectiveLimit" | "remaining">;

/** "$3.12 left", "0 left"; "over by $1.20" where more is spent than the limit. */
export function leftOrOver({ unit, spent, estimated, effectiveLimit, remaining }: Standing): string {
  const about = (amount: bigint) => aboutWords(bareAmount(amount, unit), estimated);
  const over = spent - effectiveLimit;
  return over > 0n ? `over by ${about(over)}` : `${about(remaining)} left`;
}
