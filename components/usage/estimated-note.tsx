import { formatUsd } from "@/lib/money";
import type { CostSum } from "@/lib/reports/types";

/** What ≈ means, where the month has any. */
export function EstimatedNote({ total }: { total: CostSum }) {
  if (total.estimatedPicoUsd === 0n) return null;
  return (
    <p className="text-muted text-sm">
      ≈ {formatUsd(total.estimatedPicoUsd)} of {formatUsd(total.costPicoUsd)} is estimated: where an answer
      was stopped or the provider reported no usage, Purser counted the tokens itself. All other amounts are
      exact; what calls without a price cost is in none of them.
    </p>
  );
}
