import type { CostSum } from "@/lib/reports/types";
import type { Allocation } from "../types";
import { callWords, knownOf } from "../unpriced";
import { usdOnPaper } from "./amounts";

type Budgeted = Pick<Allocation, "budgetPicoUsd" | "isBudgetKnown"> & {
  /** Of a department. */
  basisPoints?: number | undefined;
};

/** The budget and what is left of it; where there is none, why. */
export function budgetFigures(
  { budgetPicoUsd: budget, isBudgetKnown, basisPoints }: Budgeted,
  { costPicoUsd: spent, estimatedPicoUsd: estimated, unpriced = 0 }: CostSum & { unpriced?: number },
): (readonly [string, string])[] {
  if (!isBudgetKnown) return [["Budget", "not known: the month was over before budgets were kept"]];
  if (basisPoints === 0) return [["Budget", "none: the department has no share of one"]];
  if (budget === null) return [["Budget", "none for the month"]];
  const left = budget - spent;
  const all = ["Budget", usdOnPaper(budget)] as const;
  if (knownOf(spent, unpriced) === null) return [all, ["Left", "unknown"]];
  const missing = (word: string) =>
    unpriced === 0 ? "" : `, ${word} what ${callWords(unpriced)} without a price cost`;
  return [
    all,
    left < 0n
      ? ["Over the budget by", `${usdOnPaper(-left, estimated)}${missing("and")}`]
      : ["Left", `${usdOnPaper(left, estimated)}${missing("less")}`],
  ];
}
