import type { PicoUsd } from "@/lib/money";

export type BudgetPair = { dayPicoUsd: PicoUsd; monthPicoUsd: PicoUsd };

export type BudgetFit = {
  /** The daily budget on each of 30 days. */
  thirtyDaysPicoUsd: PicoUsd;
  /** The day on which the month's budget is gone if each day's is used up; null where it lasts for 31 days. */
  goneOnDay: number | null;
};

const LONGEST_MONTH = 31n;

/** Whether a daily and a monthly budget agree with each other. */
export function fitBudgets({ dayPicoUsd, monthPicoUsd }: BudgetPair): BudgetFit {
  const lasts = dayPicoUsd * LONGEST_MONTH <= monthPicoUsd;
  return {
    thirtyDaysPicoUsd: dayPicoUsd * 30n,
    goneOnDay: lasts ? null : Math.max(1, Number((monthPicoUsd + dayPicoUsd - 1n) / dayPicoUsd)),
  };
}

/** What of the whole is in nobody's share, in the unit of the shares; negative where more than all is given away. */
export function unallocated(shares: readonly number[], whole: number): number {
  return whole - shares.reduce((sum, share) => sum + share, 0);
}
