import type { PicoUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import { WHOLE } from "../allocation/divide";
import type { Allocation, DepartmentCost } from "../types";
import { columnOf } from "./amounts";
import type { Paper } from "./paper";
import { drawTable } from "./table";

const HOW_SHARED =
  "What no department made is shared by percentages; what has no percentage is not allocated.";
const NOTHING_SHARED = "Departments made all of it: there is nothing to share.";

/** What each department costs and, where there is a budget to divide, what is left of its part. */
export async function writeDepartments(paper: Paper, allocation: Allocation): Promise<void> {
  const { departments, unallocated } = allocation;
  if (departments.length === 0) return;
  const shown = departments.filter(hasAny);
  const none = unallocated.sharedPicoUsd;
  const heads = [
    ...shown.map(({ name, basisPoints }) => [name, percent(basisPoints)]),
    ["Not allocated", percent(unallocated.basisPoints)],
    ["All", formatPercent(100)],
  ];
  const spent = [...shown.map((one) => one.spentPicoUsd), none];
  paper.heading(2, "By department");
  paper.paragraph(allocation.shared.costPicoUsd === 0n ? NOTHING_SHARED : HOW_SHARED, { muted: true });
  const { sharedEstimatedPicoUsd } = unallocated;
  await drawAmounts(paper, heads, [
    ["Direct, $", [...shown.map((one) => one.direct.costPicoUsd), 0n]],
    ["Shared, $", [...shown.map((one) => one.sharedPicoUsd), none]],
    ["Spent, $", spent],
    ["Estimated, $", [...shown.map((one) => one.estimatedPicoUsd), sharedEstimatedPicoUsd]],
  ]);
  if (allocation.budgetPicoUsd === null || unallocated.basisPoints === WHOLE) return;
  const budgets = [...shown.map((one) => one.budgetPicoUsd), unallocated.budgetPicoUsd];
  const left = budgets.map((budget, n) => (budget === null ? null : budget - (spent[n] ?? 0n)));
  paper.heading(2, "Budgets by department");
  paper.paragraph("The same percentages divide the organisation’s budget; below zero is over it.", {
    muted: true,
  });
  await drawAmounts(paper, heads, [
    ["Budget, $", budgets],
    ["Spent, $", spent],
    ["Left, $", left, sumOf(budgets) - sumOf(spent)],
  ]);
}

/** Null where there is no amount to say. */
type Column = [label: string, amounts: (PicoUsd | null)[], sum?: PicoUsd];

/** One amount for each head but the last, which is their sum where no other is given. */
async function drawAmounts(paper: Paper, heads: string[][], columns: Column[]): Promise<void> {
  const texts = columns.map(([, amounts, sum]) => columnOf([...amounts, sum ?? sumOf(amounts)]));
  await drawTable(paper, {
    columns: [
      { label: "Department", share: 0.28 },
      { label: "Share", share: 0.1, numeric: true },
      ...columns.map(([label]) => ({ label, share: 0.62 / columns.length, numeric: true })),
    ],
    rows: heads.map((head, n) => [...head, ...texts.map((column) => column[n] ?? "")]),
    sums: 1,
  });
}

function hasAny({ basisPoints, spentPicoUsd, direct }: DepartmentCost): boolean {
  return basisPoints > 0 || spentPicoUsd !== 0n || direct.calls > 0;
}

function percent(basisPoints: number): string {
  return formatPercent(basisPoints / 100);
}

function sumOf(amounts: readonly (PicoUsd | null)[]): PicoUsd {
  return amounts.reduce((sum: PicoUsd, amount) => sum + (amount ?? 0n), 0n);
}
