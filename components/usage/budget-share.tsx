import { percentLabel } from "@/components/charts/words";
import { bareAmount } from "@/components/shell/budget-names";
import { cn } from "@/components/ui/cn";
import { Parts } from "@/components/ui/parts";
import type { Amount, BudgetUnit } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";

type BudgetShareProps = {
  spent: Amount;
  limit: Amount;
  unit?: BudgetUnit;
  before?: string;
  after?: string;
  isOfLeft?: boolean;
};

/**
 * "61% of $8.00 · resets 1 Dec"; the share is amber from 80 % and red when nothing is left. "Over $8.00 by $1.20"
 * where more is spent. Beside what is left it says that it is of what is used.
 */
export function BudgetShare({ spent, limit, unit = "usd", before, after, isOfLeft }: BudgetShareProps) {
  const tone = spent >= limit ? "text-bad" : spent * 5n >= limit * 4n ? "text-warn" : "";
  const share = (
    <>
      {before}
      <span className={cn(tone, tone && "font-medium")}>{shareWords(spent, limit, unit)}</span>
      {isOfLeft && spent <= limit && " used"}
    </>
  );
  return <Parts parts={after ? [share, after] : [share]} />;
}

/** "61% of $8.00", "Over $8.00 by $1.20". */
export function shareWords(spent: Amount, limit: Amount, unit: BudgetUnit): string {
  if (spent > limit) return `Over ${formatLimit(limit, unit)} by ${bareAmount(spent - limit, unit)}`;
  return `${percentLabel(spent, limit)} of ${formatLimit(limit, unit)}`;
}
