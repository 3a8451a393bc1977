import type { PicoUsd } from "@/lib/money";

export type BudgetScope = "org" | "member";
export type BudgetPeriod = "day" | "month";

/** Where one budget stands in its current period. `remaining` is never negative. */
export type BudgetStanding = {
  budgetId: string;
  scope: BudgetScope;
  period: BudgetPeriod;
  limitPicoUsd: PicoUsd;
  spentPicoUsd: PicoUsd;
  reservedPicoUsd: PicoUsd;
  remainingPicoUsd: PicoUsd;
  startsAt: Date;
  resetsAt: Date;
};
