import type { Route } from "next";
import Link from "next/link";
import { fractionOf } from "@/components/charts/words";
import { aboutWords } from "@/components/shell/budget-names";
import { Meter } from "@/components/ui/meter";
import { formatExactUsd, formatUsd, type PicoUsd } from "@/lib/money";

type BudgetCellProps = {
  label: string;
  spent: PicoUsd;
  /** The part of what is spent that is not exact. */
  estimated: PicoUsd;
  limit: PicoUsd | null;
  /** All limits that hold for the member, those of others' and in other units too. */
  limitsHref: Route;
  /** Under the name of the member, as wide as that allows. */
  isFolded?: boolean;
};

/** A member's budget as a bar with its words; without one of their own, the way to whatever else holds for them. */
export function BudgetCell({
  label,
  spent,
  estimated,
  limit,
  limitsHref,
  isFolded = false,
}: BudgetCellProps) {
  if (limit === null) {
    return (
      <span className="whitespace-nowrap text-muted">
        {!isFolded && "None of their own. "}
        <Link
          href={limitsHref}
          aria-label={`What else limits them: ${label}`}
          className="underline underline-offset-2"
        >
          All limits
        </Link>
      </span>
    );
  }
  const about = (amount: PicoUsd) => aboutWords(formatUsd(amount), estimated);
  const words = `${about(spent)} of ${formatExactUsd(limit)}`;
  return (
    <div className={isFolded ? "max-w-40" : "w-40"}>
      <Meter label={label} valueText={words} fraction={fractionOf(spent, limit)} />
      <p className="mt-1 text-muted text-xs">
        {words}
        {spent > limit && <span className="block text-bad">over by {about(spent - limit)}</span>}
      </p>
    </div>
  );
}
