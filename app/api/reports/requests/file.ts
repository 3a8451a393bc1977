import { listPastRequests, type PastRequest, type PastRequestQuery } from "@/lib/budgets";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, csvLine } from "@/lib/reports";

const ROWS_AT_ONCE = 500;

const COLUMNS: [string, (row: PastRequest) => CsvCell][] = [
  ["request_id", ({ requestId }) => requestId],
  ["state", ({ state }) => state],
  ["asked_at", ({ createdAt }) => createdAt],
  ["member", ({ member }) => member.name],
  ["email", ({ member }) => member.email],
  ["budget_of", ({ budget }) => budget?.scope ?? null],
  ["period", ({ budget }) => budget?.period ?? null],
  ["unit", ({ budget }) => budget?.unit ?? null],
  ["amount", (row) => amountCell(row, row.amount)],
  ["needed_until", ({ neededUntil }) => neededUntil],
  ["reason", ({ reason }) => reason],
  ["decided_by", ({ decidedByName }) => decidedByName],
  ["decided_at", ({ decidedAt }) => decidedAt],
  ["given", (row) => amountCell(row, row.grantedAmount)],
  ["given_until", ({ grantedUntil }) => grantedUntil],
  ["answer", ({ answer }) => answer],
];

/**
 * Requests as lines, the newest first, read page by page as they are asked for. Amounts are in the unit of the budget,
 * exact; of a budget that is gone nobody knows the unit, and so no amount is said.
 */
export async function* requestsFile(ctx: Ctx, query: PastRequestQuery): AsyncGenerator<string> {
  yield csvLine(COLUMNS.map(([name]) => name));
  let cursor: string | undefined;
  do {
    const { requests, nextCursor } = await listPastRequests(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    yield requests.map((row) => csvLine(COLUMNS.map(([, read]) => read(row)))).join("");
    cursor = nextCursor ?? undefined;
  } while (cursor);
}

function amountCell({ budget }: PastRequest, amount: bigint | null): CsvCell {
  if (amount === null || !budget) return null;
  return budget.unit === "usd" ? { decimal: toDecimalUsd(amount) } : amount;
}
