import { Meter } from "@/components/ui/meter";
import type { BudgetFoot as Foot } from "./budget-words";

type BudgetFootProps = { foot: Foot | null; monthSpent: { month: string; amount: string } | null };

/** The tightest budget, or what was spent where there is none. */
export function BudgetFoot({ foot, monthSpent }: BudgetFootProps) {
  if (!foot) {
    return (
      <div role="status" aria-label="Budget" className="flex justify-between text-[13px]">
        <span className="text-muted">Spent in {monthSpent?.month}</span>
        <span className="font-semibold">{monthSpent?.amount}</span>
      </div>
    );
  }
  return (
    <div role="status" aria-label="Budget" className="text-[13px]">
      <p className="flex flex-wrap justify-between gap-x-2 text-muted">
        <span>{foot.heading}</span>
        {foot.timeLeft && <span className="shrink-0">{foot.timeLeft}</span>}
      </p>
      <Meter
        label={foot.heading}
        valueText={`${foot.spent} of ${foot.limit}`}
        fraction={foot.fraction}
        heldFraction={foot.heldFraction}
        className="my-2"
      />
      <p className="flex flex-wrap justify-between gap-x-2">
        <span>
          <strong className="font-semibold">{foot.spent}</strong> of {foot.limit}
        </span>
        <span className="shrink-0 text-muted">{foot.resets}</span>
      </p>
    </div>
  );
}
