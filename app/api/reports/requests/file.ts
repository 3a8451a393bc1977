import { PERIOD_LABELS, SCOPE_GROUPS } from "@/components/admin/budgets/budget-words";
import { STATE_WORDS } from "@/components/admin/requests/past-requests";
import { listPastRequests, type PastRequest, type PastRequestQuery } from "@/lib/budgets";
import { formatLimit, toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, readPages, type SheetColumn } from "@/lib/reports";
import { type ListFile, searchWords } from "../list-answer";

const ROWS_AT_ONCE = 500;

const AMOUNT = { share: 0.08, numeric: true, lines: 2 };

const COLUMNS: SheetColumn<PastRequest>[] = [
  { name: "request_id", read: ({ requestId }) => requestId },
  {
    ...{ name: "state", read: ({ state }) => state },
    paper: { label: "State", share: 0.08, read: ({ state }) => STATE_WORDS[state] },
  },
  { name: "asked_at", read: ({ createdAt }) => createdAt, paper: { label: "Asked", share: 0.1, lines: 2 } },
  { name: "member", read: ({ member }) => member.name, paper: { label: "Member", share: 0.11, lines: 2 } },
  { name: "email", read: ({ member }) => member.email },
  {
    ...{ name: "budget_of", read: ({ budget }) => budget?.scope ?? null },
    paper: { label: "Budget", share: 0.12, lines: 2, read: budgetWords },
  },
  { name: "period", read: ({ budget }) => budget?.period ?? null },
  { name: "unit", read: ({ budget }) => budget?.unit ?? null },
  {
    ...{ name: "amount", read: (row) => amountCell(row, row.amount) },
    paper: { label: "Amount", ...AMOUNT, read: (row) => amountWords(row, row.amount) },
  },
  {
    ...{ name: "needed_until", read: ({ neededUntil }) => neededUntil },
    paper: { label: "Until", share: 0.11, lines: 2 },
  },
  { name: "reason", read: ({ reason }) => reason, paper: { label: "Reason", share: 0.14, lines: 5 } },
  {
    ...{ name: "decided_by", read: ({ decidedByName }) => decidedByName },
    paper: { label: "Decided by", share: 0.08, lines: 2 },
  },
  { name: "decided_at", read: ({ decidedAt }) => decidedAt },
  {
    ...{ name: "given", read: (row) => amountCell(row, row.grantedAmount) },
    paper: { label: "Given", ...AMOUNT, read: (row) => amountWords(row, row.grantedAmount) },
  },
  { name: "given_until", read: ({ grantedUntil }) => grantedUntil },
  { name: "answer", read: ({ answer }) => answer, paper: { label: "Answer", share: 0.1, lines: 5 } },
];

/**
 * Requests, the newest first, read page by page as they are asked for. Amounts are in the unit of the budget,
 * exact; of a budget that is gone nobody knows the unit, and so no amount is said.
 */
export function requestsFile(ctx: Ctx, query: PastRequestQuery): ListFile<PastRequest> {
  const rows = readPages(async (cursor) => {
    const { requests, nextCursor } = await listPastRequests(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: requests, nextCursor };
  });
  return {
    ...{ name: "purser-requests", title: "Requests for budget", notes: ["The newest first."] },
    only: () => [searchWords(query.text), query.state && STATE_WORDS[query.state].toLowerCase()],
    sheet: { columns: COLUMNS, rows },
  };
}

function budgetWords({ budget }: PastRequest): string {
  if (!budget) return "No longer there";
  const kind = SCOPE_GROUPS.find(({ scope }) => scope === budget.scope)?.title ?? budget.scope;
  return `${kind}, ${PERIOD_LABELS[budget.period].toLowerCase()}`;
}

function amountWords({ budget }: PastRequest, amount: bigint | null): string | null {
  return amount === null || !budget ? null : formatLimit(amount, budget.unit);
}

function amountCell({ budget }: PastRequest, amount: bigint | null): CsvCell {
  if (amount === null || !budget) return null;
  return budget.unit === "usd" ? { decimal: toDecimalUsd(amount) } : amount;
}
