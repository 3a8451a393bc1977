import type { CostSum } from "@/lib/reports/types";
import type { Allocation } from "../types";
import { usdOnPaper } from "./amounts";

type Budgeted = Pick<Allocation, "budgetPicoUsd" | "isBudgetKnown"> & {
  /** Of a department. */
  basisPoints?: number | undefined;
};

/** The budget and what is left of it; where there is none, why. */
export function budgetFigures(
  { budgetPicoUsd: budget, isBudgetKnown, basisPoints }: Budgeted,
  { costPicoUsd: spent, estimatedPicoUsd: estimated }: CostSum,
): (readonly [string, string])[] {
  if (!isBudgetKnown) return [["Budget", "not known: the month was over before budgets were kept"]];
  if (basisPoints === 0) return [["Budget", "none: the department has no share of one"]];
  if (budget === null) return [["Budget", "none for the month"]];
  const left = budget - spent;
  return [
    ["Budget", usdOnPaper(budget)],
    left < 0n ? ["Over the budget by", usdOnPaper(-left, estimated)] : ["Left", usdOnPaper(left, estimated)],
  ];
}
