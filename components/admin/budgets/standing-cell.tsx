import { fractionOf } from "@/components/charts/words";
import { cn } from "@/components/ui/cn";
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
  ];
  const reset = resetsAt ? `resets ${resetWords(resetsAt, timeZone)}` : "never resets";
  return (
    <div className="min-w-30 @3xl:min-w-44">
      <Meter
        label={label}
        valueText={`${words.join(", ")} of ${formatAmount(effectiveLimit, unit)}`}
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

/** The column says already what is counted. */
function shortAmount(amount: bigint, unit: BudgetStanding["unit"]): string {
  return unit === "usd" ? formatAmount(amount, unit) : amount.toLocaleString("en-US");
}
