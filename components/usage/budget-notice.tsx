import { budgetBrief } from "@/components/shell/budget-words";
import { Alert } from "@/components/ui/alert";
import type { BudgetStanding } from "@/lib/budgets/types";

type BudgetNoticeProps = { standings: BudgetStanding[]; timeZone: string; now: Date };

/** In words what a budget stops now or soon; nothing while there is enough of all of them. */
export function BudgetNotice({ standings, timeZone, now }: BudgetNoticeProps) {
  const brief = budgetBrief(standings, { timeZone, now });
  if (!brief) return null;
  if (brief.remainingPicoUsd === 0n && brief.reservedPicoUsd === 0n) {
    return (
      <Alert tone="bad">
        <strong className="font-medium">{brief.paused.title}</strong> {brief.paused.body} An admin can raise
        it.
      </Alert>
    );
  }
  return brief.warning && <Alert tone="warn">{brief.warning}</Alert>;
}
