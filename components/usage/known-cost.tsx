import type { UsdDigits } from "@/lib/money";
import type { UsageSum } from "@/lib/reports/types";
import { Amount } from "./amount";
import { isUnpriced } from "./is-unpriced";

type KnownCostProps = {
  sum: Pick<UsageSum, "calls" | "costPicoUsd" | "estimatedPicoUsd">;
  /** How many of its calls have no price. */
  unpriced: number;
  /** In a column: as many decimals as its other amounts have. */
  digits?: UsdDigits;
};

/** What is known of a cost, and that there is more: unknown is never shown as nothing. */
export function KnownCost({ sum, unpriced, digits }: KnownCostProps) {
  if (isUnpriced(sum, unpriced)) return <span className="text-muted">unpriced</span>;
  return (
    <>
      <Amount value={sum.costPicoUsd} estimated={sum.estimatedPicoUsd} digits={digits} />
      {unpriced > 0 && (
        <span className="block whitespace-nowrap font-normal text-muted text-xs tracking-normal">
          + {unpriced.toLocaleString("en-US")} unpriced
        </span>
      )}
    </>
  );
}
