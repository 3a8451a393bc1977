import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { listEstimates, readPages, type SheetColumn, sheetLines } from "@/lib/reports";
import type { EstimatedCall, EstimateQuery } from "@/lib/reports/types";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: SheetColumn<EstimatedCall>[] = [
  { name: "call_id", read: ({ attemptId }) => attemptId },
  { name: "ended_at", read: ({ endedAt }) => endedAt },
  { name: "member", read: ({ memberName }) => memberName },
  { name: "model", read: ({ model }) => model },
  { name: "purpose", read: ({ purpose }) => purpose },
  { name: "why", read: ({ reason }) => reason },
  { name: "cost_usd", read: ({ costPicoUsd }) => ({ decimal: toDecimalUsd(costPicoUsd) }) },
  { name: "times_asked", read: ({ asked }) => asked },
  { name: "asked_again_at", read: ({ askAgainAt }) => askAgainAt },
];

/** Calls whose amount is an estimate as lines, the newest first, read page by page as they are asked for. */
export function estimatesFile(ctx: Ctx, query: EstimateQuery): AsyncGenerator<string> {
  const rows = readPages(async (cursor) => {
    const { calls, nextCursor } = await listEstimates(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: calls, nextCursor };
  });
  return sheetLines({ columns: COLUMNS, rows });
}
