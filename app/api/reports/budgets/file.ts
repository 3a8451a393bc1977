import { toldAt, whomWords } from "@/components/admin/budgets/budget-words";
import {
  type Amount,
  type BudgetFilter,
  type BudgetListItem,
  type BudgetUnit,
  listBudgets,
} from "@/lib/budgets";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, readPages, type SheetColumn, sheetLines } from "@/lib/reports";

const COLUMNS: SheetColumn<BudgetListItem>[] = [
  { name: "scope", read: ({ scope }) => scope },
  { name: "for", read: whomWords },
  { name: "for_id", read: ({ scopeId }) => scopeId },
  { name: "period", read: ({ period }) => period },
  { name: "unit", read: ({ unit }) => unit },
  { name: "limit", read: ({ limit, unit }) => amountCell(limit, unit) },
  {
    name: "limit_with_top_ups",
    read: ({ standing, unit }) => standing && amountCell(standing.effectiveLimit, unit),
  },
  { name: "used", read: ({ standing, unit }) => standing && amountCell(standing.spent, unit) },
  { name: "held", read: ({ standing, unit }) => standing && amountCell(standing.reserved, unit) },
  { name: "left", read: ({ standing, unit }) => standing && amountCell(standing.remaining, unit) },
  { name: "resets_at", read: ({ standing }) => standing?.resetsAt ?? null },
  { name: "at_the_limit", read: ({ onLimit }) => onLimit },
  { name: "cheaper_model", read: ({ downgradeTo }) => downgradeTo },
  { name: "alerts_at_percent", read: ({ thresholds }) => toldAt(thresholds).join(" ") },
  { name: "budget_id", read: ({ budgetId }) => budgetId },
];

/**
 * The budgets that the filter finds as lines, the oldest first, read page by page as they are asked for. What is used
 * is empty where each member has a share of their own. Dollars are exact decimals.
 */
export function budgetsFile(ctx: Ctx, filter: BudgetFilter): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { budgets, nextCursor } = await listBudgets(ctx, { ...filter, cursor });
    return { rows: budgets, nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
}

function amountCell(amount: Amount, unit: BudgetUnit): CsvCell {
  return unit === "usd" ? { decimal: toDecimalUsd(amount) } : amount;
}
