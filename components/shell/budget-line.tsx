import type { BudgetFoot } from "./budget-words";

/** The budget in one line, for a screen too narrow for the sidebar. */
export function BudgetLine({ foot }: { foot: BudgetFoot }) {
  return (
    <p role="status" aria-label="Budget" className="flex justify-between text-[13px] text-muted md:hidden">
      <span>
        <span className="sr-only">{foot.heading}: </span>
        {foot.spent} of {foot.limit}
      </span>
      <span>{foot.timeLeft ?? foot.resets}</span>
    </p>
  );
}
