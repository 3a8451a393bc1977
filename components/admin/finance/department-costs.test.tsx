import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { AllocationPage, DepartmentCost } from "@/lib/finance/types";
import { NO_USAGE } from "@/lib/reports";
import { DepartmentCosts } from "./department-costs";

const usd = 10n ** 12n;
const span = {
  ...{
    month: "2026-11",
    currentMonth: "2026-11",
    timeZone: "UTC",
    today: "2026-11-10",
    days: ["2026-11-10"],
  },
  ...{ lastDay: "2026-11-30", firstMonth: "2026-11", readAt: new Date() },
};
const sum = (cost: bigint, estimatedPicoUsd: bigint) => ({
  ...NO_USAGE,
  costPicoUsd: cost * usd,
  estimatedPicoUsd,
});

function department(direct: bigint, sharedEstimatedPicoUsd: bigint): DepartmentCost {
  return {
    ...{ departmentId: `${direct} ${sharedEstimatedPicoUsd}`, name: "Sales", members: 1, basisPoints: 2_500 },
    ...{ budgetPicoUsd: 10n * usd, direct: sum(1n, direct), sharedPicoUsd: usd, sharedEstimatedPicoUsd },
    ...{ spentPicoUsd: 2n * usd, estimatedPicoUsd: direct + sharedEstimatedPicoUsd, leftPicoUsd: 8n * usd },
  };
}

test("marks each amount of a department that has estimates in it, and what is left of its budget", () => {
  const page: AllocationPage = {
    ...{ budgetPicoUsd: 40n * usd, isBudgetKnown: true, total: sum(8n, 2n), shared: sum(4n, 1n), span },
    departments: [department(0n, 0n), department(1n, 0n), department(0n, 1n)],
    unallocated: {
      ...{ basisPoints: 2_500, budgetPicoUsd: 10n * usd, sharedPicoUsd: usd, sharedEstimatedPicoUsd: 0n },
    },
    ...{ departmentCount: 3, nextCursor: null },
  };
  const html = renderToStaticMarkup(<DepartmentCosts page={page} />);
  const cells = [...html.matchAll(/<tr.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<td.*?<\/td>/g)].map(([cell]) => cell.replaceAll(/<[^>]+>/g, "")),
  );
  const rows = cells.map((row) => row.slice(3));
  expect(cells[2]?.[0], "a narrow page has them under the name").toContain(
    "≈$2.00 spent ≈$8.00 left of $10.00 ≈$1.00 direct $1.00 shared",
  );
  expect(rows.slice(1)).toEqual([
    ["$1.00", "$1.00", "$2.00", "$8.00"],
    ["≈$1.00", "$1.00", "≈$2.00", "≈$8.00"],
    ["$1.00", "≈$1.00", "≈$2.00", "≈$8.00"],
    ["–", "$1.00", "$1.00", "$9.00"],
    ["≈$4.00", "≈$4.00", "≈$8.00", "≈$32.00"],
  ]);
});

test("says of a cost that is unknown that it is unpriced, and beside a known one how many calls are", () => {
  const none = { ...department(0n, 0n), direct: sum(0n, 0n), sharedPicoUsd: 0n, spentPicoUsd: 0n };
  const page: AllocationPage = {
    ...{ budgetPicoUsd: null, isBudgetKnown: true, total: sum(2n, 0n), shared: sum(0n, 0n), span },
    departments: [
      { ...none, budgetPicoUsd: null, unpriced: 2, sharedUnpriced: 1 },
      { ...department(0n, 0n), budgetPicoUsd: null, unpriced: 4, sharedUnpriced: 0 },
    ],
    unallocated: {
      ...{ basisPoints: 0, budgetPicoUsd: null, sharedPicoUsd: 0n, sharedEstimatedPicoUsd: 0n },
    },
    ...{ departmentCount: 2, nextCursor: null, sharedUnpriced: 1 },
    unpriced: [{ provider: "openai", model: "mystery", calls: 7 }],
  };
  const html = renderToStaticMarkup(<DepartmentCosts page={page} />);
  const rows = [...html.matchAll(/<tr.*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<td.*?<\/td>/g)].slice(2).map(([cell]) => cell.replaceAll(/<[^>]+>/g, "")),
  );
  expect(rows.slice(1)).toEqual([
    ["unpriced", "unpriced", "unpriced"],
    ["$1.00+ 4 unpriced", "$1.00", "$2.00+ 4 unpriced"],
    ["–", "$0.00", "$0.00"],
    ["$2.00+ 6 unpriced", "unpriced", "$2.00+ 7 unpriced"],
  ]);
  expect(html).toContain("7 calls on openai/mystery have no price");
});
