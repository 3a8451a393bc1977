import { listMarked } from "@/app/(workspace)/admin/budgets/list-marked";
import {
  limitWords,
  onLimitWords,
  SCOPE_GROUPS,
  thresholdWords,
  toldAt,
  whomWords,
} from "@/components/admin/budgets/budget-words";
import { aboutWords } from "@/components/shell/budget-names";
import type { Amount, BudgetFilter, BudgetListItem, BudgetScope, BudgetUnit } from "@/lib/budgets";
import { formatAmount, formatLimit, toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, readPages, type SheetColumn } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

type Standing = NonNullable<BudgetListItem["standing"]>;

const AMOUNT = { share: 0.085, numeric: true, lines: 2 };

const COLUMNS: SheetColumn<BudgetListItem>[] = [
  {
    ...{ name: "scope", read: ({ scope }) => scope },
    paper: { label: "Kind", share: 0.16, lines: 2, read: ({ scope }) => kindOf(scope) },
  },
  { name: "for", read: whomWords, paper: { label: "For", share: 0.135, lines: 2 } },
  { name: "for_id", read: ({ scopeId }) => scopeId },
  { name: "period", read: ({ period }) => period },
  { name: "unit", read: ({ unit }) => unit },
  {
    ...{ name: "limit", read: ({ limit, unit }) => amountCell(limit, unit) },
    paper: { ...AMOUNT, label: "Limit", share: 0.14, read: limitWords },
  },
  {
    ...{ name: "limit_with_top_ups", read: of((standing) => standing.effectiveLimit, amountCell) },
    paper: { ...AMOUNT, label: "With top-ups", read: of((standing) => standing.effectiveLimit, formatLimit) },
  },
  {
    ...{ name: "used", read: of((standing) => standing.spent, amountCell) },
    paper: { ...AMOUNT, label: "Used", read: about((standing) => standing.spent) },
  },
  { name: "estimated", read: of((standing) => standing.estimated ?? 0n, amountCell) },
  { name: "held", read: of((standing) => standing.reserved, amountCell) },
  {
    ...{ name: "left", read: of((standing) => standing.remaining, amountCell) },
    paper: { ...AMOUNT, label: "Left", read: about((standing) => standing.remaining) },
  },
  {
    ...{ name: "resets_at", read: ({ standing }) => standing?.resetsAt ?? null },
    paper: { label: "Resets", share: 0.125, lines: 2 },
  },
  {
    ...{ name: "at_the_limit", read: ({ onLimit }) => onLimit },
    paper: { label: "At the limit", share: 0.08, lines: 2, read: onLimitWords },
  },
  { name: "cheaper_model", read: ({ downgradeTo }) => downgradeTo },
  {
    ...{ name: "alerts_at_percent", read: ({ thresholds }) => toldAt(thresholds).join(" ") },
    paper: {
      label: "Alerts at",
      share: 0.105,
      lines: 2,
      read: ({ thresholds }) => thresholdWords(thresholds),
    },
  },
  { name: "budget_id", read: ({ budgetId }) => budgetId },
];

/**
 * The budgets that the filter finds, the oldest first, read page by page as they are asked for. What is used
 * is empty where each member has a share of their own. Dollars are exact decimals.
 */
export function budgetsFile(ctx: Ctx, filter: BudgetFilter): ListFile<BudgetListItem> {
  const rows = readPages(async (cursor) => {
    const { budgets, nextCursor } = await listMarked(ctx, { ...filter, cursor });
    return { rows: budgets, nextCursor };
  });
  return {
    ...{ name: "purser-budgets", title: "Budgets" },
    only: () => [searchWords(filter.text), filter.scope && kindOf(filter.scope).toLowerCase()],
    notes: ["The oldest first. What is used and left is rounded; the CSV has every decimal."],
    sheet: { columns: COLUMNS, rows },
  };
}

/** An amount of how a budget stands, where it stands for itself. */
function of(amount: (standing: Standing) => Amount, as: (amount: Amount, unit: BudgetUnit) => CsvCell) {
  return ({ standing, unit }: BudgetListItem): CsvCell => standing && as(amount(standing), unit);
}

/** The same on paper, where a part of what is used is estimated as "about $3.12". */
function about(amount: (standing: Standing) => Amount) {
  return ({ standing, unit }: BudgetListItem): CsvCell =>
    standing && aboutWords(formatAmount(amount(standing), unit), standing.estimated).replace("≈", "about");
}

function kindOf(scope: BudgetScope): string {
  return SCOPE_GROUPS.find((group) => group.scope === scope)?.title ?? scope;
}

function amountCell(amount: Amount, unit: BudgetUnit): CsvCell {
  return unit === "usd" ? { decimal: toDecimalUsd(amount) } : amount;
}
