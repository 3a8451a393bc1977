import { percentLabel } from "@/components/charts/words";
import { aboutWords, bareAmount } from "@/components/shell/budget-names";
import { cn } from "@/components/ui/cn";
import { Parts } from "@/components/ui/parts";
import type { Amount, BudgetUnit } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";

type Share = {
  spent: Amount;
  /** The part of what is spent that is not exact. */
  estimated?: Amount | undefined;
  limit: Amount;
  unit?: BudgetUnit;
};

type BudgetShareProps = Share & {
  before?: string;
  after?: string;
  isOfLeft?: boolean;
};

/**
 * "61% of $8.00 · resets 1 Dec"; the share is amber from 80 % and red when nothing is left. "Over $8.00 by $1.20"
 * where more is spent. Beside what is left it says that it is of what is used.
 */
export function BudgetShare({ before, after, isOfLeft, ...share }: BudgetShareProps) {
  const { spent, limit } = share;
  const tone = spent >= limit ? "text-bad" : spent * 5n >= limit * 4n ? "text-warn" : "";
  const words = (
    <>
      {before}
      <span className={cn(tone, tone && "font-medium")}>{shareWords(share)}</span>
      {isOfLeft && spent <= limit && " used"}
    </>
  );
  return <Parts parts={after ? [words, after] : [words]} />;
}

/** "61% of $8.00", "Over $8.00 by $1.20". */
export function shareWords({ spent, limit, unit = "usd", estimated }: Share): string {
  const beyond = aboutWords(bareAmount(spent - limit, unit), estimated);
  if (spent > limit) return `Over ${formatLimit(limit, unit)} by ${beyond}`;
  return `${percentLabel(spent, limit)} of ${formatLimit(limit, unit)}`;
}
