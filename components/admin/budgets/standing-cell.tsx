import { fractionOf } from "@/components/charts/words";
import { aboutWords, bareAmount } from "@/components/shell/budget-names";
import { resetWords } from "@/components/shell/clock-words";
import { Meter } from "@/components/ui/meter";
import { Parts } from "@/components/ui/parts";
import { leftOrOver } from "@/components/usage/left-words";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";
import { onLimitWords } from "./budget-words";

type StandingCellProps = { label: string; standing: BudgetStanding; timeZone: string };

/**
 * How much of a limit is used: a bar, and in words what is spent, held and left. On a narrow page also when it resets
 * and what happens then, which have columns of their own on a wide one.
 */
export function StandingCell({ label, standing, timeZone }: StandingCellProps) {
  const { unit, spent, estimated, reserved, effectiveLimit, resetsAt } = standing;
  const words = [
    `${aboutWords(bareAmount(spent, unit), estimated)} used`,
    ...(reserved > 0n ? [`${bareAmount(reserved, unit)} held`] : []),
    leftOrOver(standing),
  ];
  const reset = resetsAt ? `resets ${resetWords(resetsAt, timeZone)}` : "never resets";
  return (
    <div className="min-w-30 @3xl:min-w-44">
      <Meter
        label={label}
        valueText={`${words.join(", ")} of ${formatLimit(effectiveLimit, unit)}`}
        fraction={fractionOf(spent, effectiveLimit)}
        heldFraction={fractionOf(reserved, effectiveLimit)}
      />
      <Parts parts={words} className="mt-1 whitespace-nowrap text-muted text-xs" />
      <Parts
        parts={[onLimitWords(standing), reset]}
        className="@3xl:hidden whitespace-nowrap text-muted text-xs"
      />
    </div>
  );
}
