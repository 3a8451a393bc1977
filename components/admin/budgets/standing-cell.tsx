import { fractionOf } from "@/components/charts/words";
import { bareAmount } from "@/components/shell/budget-names";
import { resetWords } from "@/components/shell/clock-words";
import { cn } from "@/components/ui/cn";
import { Meter } from "@/components/ui/meter";
import type { BudgetStanding } from "@/lib/budgets/types";
import { formatLimit } from "@/lib/money";
import { onLimitWords } from "./budget-words";

type StandingCellProps = { label: string; standing: BudgetStanding; timeZone: string };

/**
 * How much of a limit is used: a bar, and in words what is spent, held and left. On a narrow page also when it resets
 * and what happens then, which have columns of their own on a wide one.
 */
export function StandingCell({ label, standing, timeZone }: StandingCellProps) {
  const { unit, spent, reserved, remaining, effectiveLimit, resetsAt } = standing;
  const words = [
    `${bareAmount(spent, unit)} used`,
    ...(reserved > 0n ? [`${bareAmount(reserved, unit)} held`] : []),
    `${bareAmount(remaining, unit)} left`,
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
      <Line words={words} className="mt-1" />
      <Line words={[onLimitWords(standing), reset]} className="@3xl:hidden" />
    </div>
  );
}

/** Breaks between its parts alone. */
function Line({ words, className }: { words: string[]; className: string }) {
  return (
    <p className={cn("flex flex-wrap gap-x-1.5 text-muted text-xs", className)}>
      {words.map((part, place) => (
        <span key={part} className="whitespace-nowrap">
          {part}
          {place < words.length - 1 && " ·"}
        </span>
      ))}
    </p>
  );
}
