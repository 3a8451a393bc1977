import { whomWords } from "@/components/admin/budgets/budget-words";
import {
  type Amount,
  type BudgetFilter,
  type BudgetListItem,
  type BudgetUnit,
  listBudgets,
} from "@/lib/budgets";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, csvLine } from "@/lib/reports";

const COLUMNS: [string, (budget: BudgetListItem) => CsvCell][] = [
  ["scope", ({ scope }) => scope],
  ["for", whomWords],
  ["for_id", ({ scopeId }) => scopeId],
  ["period", ({ period }) => period],
  ["unit", ({ unit }) => unit],
  ["limit", ({ limit, unit }) => amountCell(limit, unit)],
  ["limit_with_top_ups", ({ standing, unit }) => standing && amountCell(standing.effectiveLimit, unit)],
  ["used", ({ standing, unit }) => standing && amountCell(standing.spent, unit)],
  ["held", ({ standing, unit }) => standing && amountCell(standing.reserved, unit)],
  ["left", ({ standing, unit }) => standing && amountCell(standing.remaining, unit)],
  ["resets_at", ({ standing }) => standing?.resetsAt ?? null],
  ["at_the_limit", ({ onLimit }) => onLimit],
  ["cheaper_model", ({ downgradeTo }) => downgradeTo],
  ["alerts_at_percent", ({ thresholds }) => thresholds.join(" ")],
  ["budget_id", ({ budgetId }) => budgetId],
];

/**
 * The budgets that the filter finds as lines, the oldest first, read page by page as they are asked for. What is used
 * is empty where each member has a share of their own. Dollars are exact decimals.
 */
export async function* budgetsFile(ctx: Ctx, filter: BudgetFilter): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const { budgets, nextCursor } = await listBudgets(ctx, { ...filter, cursor });
    yield budgets.map((budget) => csvLine(COLUMNS.map(([, read]) => read(budget)))).join("");
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

function amountCell(amount: Amount, unit: BudgetUnit): CsvCell {
  return unit === "usd" ? { decimal: toDecimalUsd(amount) } : amount;
}
