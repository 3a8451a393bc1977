import { fractionOf } from "@/components/charts/words";
import { Meter } from "@/components/ui/meter";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatAmount } from "@/lib/money";
import { onLimitWords, resetWords } from "./budget-words";

type StandingCellProps = { label: string; standing: BudgetStanding; timeZone: string };

/**
 * How much of a limit is used: a bar, and in words what is spent, held and left. On a narrow page also when it resets
 * and what happens then, which have columns of their own on a wide one.
 */
export function StandingCell({ label, standing, timeZone }: StandingCellProps) {
  const { unit, spent, reserved, remaining, effectiveLimit, resetsAt } = standing;
  const words = [
    `${shortAmount(spent, unit)} used`,
    ...(reserved > 0n ? [`${shortAmount(reserved, unit)} held`] : []),
    `${shortAmount(remaining, unit)} left`,
  ].join(" · ");
  return (
    <div className="min-w-30 @3xl:min-w-44">
      <Meter
        label={label}
        valueText={`${words} of ${formatAmount(effectiveLimit, unit)}`}
        fraction={fractionOf(spent, effectiveLimit)}
        heldFraction={fractionOf(reserved, effectiveLimit)}
      />
      <p className="mt-1 text-muted text-xs">{words}</p>
      <p className="text-muted text-xs @3xl:hidden">
        {onLimitWords(standing)} · {resetsAt ? `resets ${resetWords(resetsAt, timeZone)}` : "never resets"}
      </p>
    </div>
  );
}

/** The column says already what is counted. */
function shortAmount(amount: bigint, unit: BudgetStanding["unit"]): string {
  return unit === "usd" ? formatAmount(amount, unit) : amount.toLocaleString("en-US");
}
