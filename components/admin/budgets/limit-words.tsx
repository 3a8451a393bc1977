import type { BudgetStanding } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";
import { limitWords } from "./budget-words";

type LimitWordsProps = { budget: Pick<BudgetStanding, "limit" | "unit" | "period">; effectiveLimit: bigint };

/** "$5.00 a month", and what is added to it for now. */
export function LimitWords({ budget, effectiveLimit }: LimitWordsProps) {
  const added = effectiveLimit - budget.limit;
  return (
    <>
      <span className="block">{limitWords(budget)}</span>
      {added > 0n && (
        <span className="block text-accent text-xs">+ {formatLimit(added, budget.unit)} topped up</span>
      )}
    </>
  );
}
