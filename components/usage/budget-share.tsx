import { percentLabel } from "@/components/charts/words";
import { cn } from "@/components/ui/cn";
import { formatExactUsd, type PicoUsd } from "@/lib/money";

type BudgetShareProps = { spent: PicoUsd; limit: PicoUsd; after?: string };

/** "61% of $8.00 · resets 1 Dec"; the share is amber from 80 % and red when nothing is left. */
export function BudgetShare({ spent, limit, after }: BudgetShareProps) {
  const tone = spent >= limit ? "text-bad" : spent * 5n >= limit * 4n ? "text-warn" : "";
  return (
    <>
      <span className={cn(tone, tone && "font-medium")}>
        {percentLabel(spent, limit)} of {formatExactUsd(limit)}
      </span>
      {after && ` · ${after}`}
    </>
  );
}
