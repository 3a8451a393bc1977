import { fractionOf } from "@/components/charts/words";
import { Meter } from "@/components/ui/meter";
import { formatExactUsd, formatUsd, type PicoUsd } from "@/lib/money";

type BudgetCellProps = { label: string; spent: PicoUsd; limit: PicoUsd | null };

/** A member's budget as a bar with its words; without a limit only the words. */
export function BudgetCell({ label, spent, limit }: BudgetCellProps) {
  if (limit === null) return <span className="text-muted">No limit</span>;
  const words = `${formatUsd(spent)} of ${formatExactUsd(limit)}`;
  return (
    <div className="w-40">
      <Meter label={label} valueText={words} fraction={fractionOf(spent, limit)} />
      <p className="mt-1 text-muted text-xs">{words}</p>
    </div>
  );
}
