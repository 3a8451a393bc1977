import { listPastRequests, type PastRequest, type PastRequestQuery } from "@/lib/budgets";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, readPages, type SheetColumn, sheetLines } from "@/lib/reports";

const ROWS_AT_ONCE = 500;

const COLUMNS: SheetColumn<PastRequest>[] = [
  { name: "request_id", read: ({ requestId }) => requestId },
  { name: "state", read: ({ state }) => state },
  { name: "asked_at", read: ({ createdAt }) => createdAt },
  { name: "member", read: ({ member }) => member.name },
  { name: "email", read: ({ member }) => member.email },
  { name: "budget_of", read: ({ budget }) => budget?.scope ?? null },
  { name: "period", read: ({ budget }) => budget?.period ?? null },
  { name: "unit", read: ({ budget }) => budget?.unit ?? null },
  { name: "amount", read: (row) => amountCell(row, row.amount) },
  { name: "needed_until", read: ({ neededUntil }) => neededUntil },
  { name: "reason", read: ({ reason }) => reason },
  { name: "decided_by", read: ({ decidedByName }) => decidedByName },
  { name: "decided_at", read: ({ decidedAt }) => decidedAt },
  { name: "given", read: (row) => amountCell(row, row.grantedAmount) },
  { name: "given_until", read: ({ grantedUntil }) => grantedUntil },
  { name: "answer", read: ({ answer }) => answer },
];

/**
 * Requests as lines, the newest first, read page by page as they are asked for. Amounts are in the unit of the budget,
 * exact; of a budget that is gone nobody knows the unit, and so no amount is said.
 */
export function requestsFile(ctx: Ctx, query: PastRequestQuery): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { requests, nextCursor } = await listPastRequests(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: requests, nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
}

function amountCell({ budget }: PastRequest, amount: bigint | null): CsvCell {
  if (amount === null || !budget) return null;
  return budget.unit === "usd" ? { decimal: toDecimalUsd(amount) } : amount;
}
