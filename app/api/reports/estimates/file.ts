import { reasonWords } from "@/components/admin/integrity/words";
import { purposeWord } from "@/components/usage/purpose-words";
import { toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { listEstimates, readPages, type SheetColumn } from "@/lib/reports";
import type { EstimatedCall, EstimateQuery } from "@/lib/reports/types";
import { type ListFile, searchWords } from "../list-answer";

const ROWS_AT_ONCE = 1_000;

const COLUMNS: SheetColumn<EstimatedCall>[] = [
  { name: "call_id", read: ({ attemptId }) => attemptId },
  { name: "ended_at", read: ({ endedAt }) => endedAt, paper: { label: "Ended", share: 0.14 } },
  {
    ...{ name: "member", read: ({ memberName }) => memberName },
    paper: { label: "Member", share: 0.17, lines: 2 },
  },
  { name: "model", read: ({ model }) => model, paper: { label: "Model", share: 0.17, lines: 2 } },
  {
    ...{ name: "purpose", read: ({ purpose }) => purpose },
    paper: { label: "Purpose", share: 0.11, read: ({ purpose }) => purposeWord(purpose) },
  },
  {
    ...{ name: "why", read: ({ reason }) => reason },
    paper: { label: "Why", share: 0.23, lines: 2, read: reasonWords },
  },
  {
    ...{ name: "cost_usd", read: ({ costPicoUsd }) => ({ decimal: toDecimalUsd(costPicoUsd) }) },
    paper: { label: "Cost, USD", share: 0.12, sums: true },
  },
  { name: "times_asked", read: ({ asked }) => asked, paper: { label: "Asked", share: 0.06, numeric: true } },
  { name: "asked_again_at", read: ({ askAgainAt }) => askAgainAt },
];

/** Calls whose amount is an estimate, the newest first, read page by page as they are asked for. */
export function estimatesFile(ctx: Ctx, query: EstimateQuery): ListFile<EstimatedCall> {
  const rows = readPages(async (cursor) => {
    const { calls, nextCursor } = await listEstimates(ctx, { ...query, cursor, limit: ROWS_AT_ONCE });
    return { rows: calls, nextCursor };
  });
  return {
    ...{ name: "purser-estimates", title: "Estimated amounts", notes: ["The newest first."] },
    only: () => [
      searchWords(query.text),
      query.reason && reasonWords({ reason: query.reason }).toLowerCase(),
    ],
    sheet: { columns: COLUMNS, rows },
  };
}
