import type { PicoUsd } from "@/lib/money";
import { formatPercent } from "@/lib/percent";
import { WHOLE } from "../allocation/divide";
import type { Allocation, DepartmentCost } from "../types";
import { knownOf, unpricedIn, unpricedOf } from "../unpriced";
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
  const spent = [
    ...shown.map((one) => knownOf(one.spentPicoUsd, unpricedOf(one))),
    knownOf(none, unallocated.sharedUnpriced),
  ];
  const isKnown = (n: number) => spent[n] !== null;
  const unpriced = [...shown.map(unpricedOf), unpricedOf(unallocated), unpricedIn(allocation.unpriced)];
  paper.heading(2, "By department");
  paper.paragraph(allocation.shared.costPicoUsd === 0n ? NOTHING_SHARED : HOW_SHARED, { muted: true });
  const { sharedEstimatedPicoUsd } = unallocated;
  const columns: Column[] = [
    ["Direct, $", [...shown.map((one) => knownOf(one.direct.costPicoUsd, one.unpriced)), 0n]],
    [
      "Shared, $",
      [
        ...shown.map((one) => knownOf(one.sharedPicoUsd, one.sharedUnpriced)),
        knownOf(none, unallocated.sharedUnpriced),
      ],
    ],
    ["Spent, $", spent],
    [
      "Estimated, $",
      [...shown.map((one) => one.estimatedPicoUsd), sharedEstimatedPicoUsd].map((amount, n) =>
        isKnown(n) ? amount : null,
      ),
    ],
  ];
  await drawAmounts(paper, heads, { columns, unpriced });
  if (allocation.budgetPicoUsd === null || unallocated.basisPoints === WHOLE) return;
  const budgets = [...shown.map((one) => one.budgetPicoUsd), unallocated.budgetPicoUsd];
  const left = budgets.map((budget, n) =>
    budget === null || !isKnown(n) ? null : budget - (spent[n] ?? 0n),
  );
  paper.heading(2, "Budgets by department");
  paper.paragraph("The same percentages divide the organisation’s budget; below zero is over it.", {
    muted: true,
  });
  await drawAmounts(paper, heads, {
    columns: [
      ["Budget, $", budgets],
      ["Spent, $", spent],
      ["Left, $", left, sumOf(budgets) - sumOf(spent)],
    ],
  });
}

/** Null where there is no amount to say. */
type Column = [label: string, amounts: (PicoUsd | null)[], sum?: PicoUsd];

/**
 * One amount for each head but the last, which is their sum where no other is given; and how many calls of each head
 * have no price, where there are any.
 */
async function drawAmounts(
  paper: Paper,
  heads: string[][],
  { columns, unpriced = [] }: { columns: Column[]; unpriced?: number[] },
): Promise<void> {
  const texts = columns.map(([, amounts, sum]) => columnOf([...amounts, sum ?? sumOf(amounts)]));
  const labels = columns.map(([label]) => label);
  if (unpriced.some((calls) => calls > 0)) {
    texts.push(unpriced.map((calls) => calls.toLocaleString("en-US")));
    labels.push("Unpriced calls");
  }
  await drawTable(paper, {
    columns: [
      { label: "Department", share: 0.28 },
      { label: "Share", share: 0.1, numeric: true },
      ...labels.map((label) => ({ label, share: 0.62 / labels.length, numeric: true })),
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
