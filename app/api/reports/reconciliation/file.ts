import { gapOf, gapWords } from "@/components/admin/finance/gap-words";
import { type Reconciliation, type ReconciliationRow, type SheetReport, usdOnPaper } from "@/lib/finance";
import { toDecimalUsd } from "@/lib/money";
import { type CsvCell, type Sheet, type SheetColumn, sheetLines } from "@/lib/reports";

const COLUMNS: SheetColumn<ReconciliationRow>[] = [
  { name: "day_utc", read: ({ day }) => day, paper: { label: "Day in UTC", share: 0.1 } },
  { name: "model", read: ({ model }) => model || "No model", paper: { label: "Model", share: 0.15 } },
  {
    ...{ name: "computed_usd", read: ({ computedPicoUsd }) => decimal(computedPicoUsd) },
    paper: { label: "Computed, $", share: 0.14, sums: true },
  },
  {
    ...{ name: "billed_usd", read: ({ billedPicoUsd }) => decimal(billedPicoUsd) },
    paper: { label: "Billed, $", share: 0.14, sums: true },
  },
  {
    ...{ name: "gap_usd", read: (row) => decimal(gapOf(row)) },
    paper: { label: "Gap, $", share: 0.14, sums: true },
  },
  { name: "estimated_usd", read: ({ estimatedPicoUsd }) => decimal(estimatedPicoUsd) },
  { name: "adjusted_usd", read: ({ adjustedPicoUsd }) => decimal(adjustedPicoUsd) },
  { name: "calls", read: ({ calls }) => calls },
  { name: "unpriced_calls", read: ({ unpricedCalls }) => unpricedCalls },
  { name: "unsettled_calls", read: ({ unsettledCalls }) => unsettledCalls },
  { name: "why", read: (row) => gapWords(row).join(" "), paper: { label: "Why", share: 0.33, lines: 3 } },
];

/** Computed beside billed as CSV, by day in UTC and model; amounts are exact decimals. */
export function reconciliationFile(found: Reconciliation): AsyncGenerator<string> {
  return sheetLines(sheetOf(found));
}

/** The same lines on paper. */
export function reconciliationPaper(found: Reconciliation, readAt: Date): SheetReport<ReconciliationRow> {
  const { provider, from, to, daysRead, billedPicoUsd, computedPicoUsd, estimatedPicoUsd } = found;
  return {
    title: `AI costs computed and billed by ${provider}`,
    about: [
      `${from} to ${to}; days in UTC, as providers count them.`,
      `The provider’s costs were read of ${daysRead.length === 1 ? "one day" : `${daysRead.length} days`}; only those have a gap.`,
    ],
    figures: [
      ["Computed on the days that are read", usdOnPaper(computedPicoUsd, estimatedPicoUsd)],
      ["Billed", usdOnPaper(billedPicoUsd)],
      ["Gap", usdOnPaper(billedPicoUsd - computedPicoUsd)],
    ],
    sheet: sheetOf(found),
    readAt,
    wide: true,
  };
}

function sheetOf({ rows }: Reconciliation): Sheet<ReconciliationRow> {
  return { columns: COLUMNS, rows: [rows] };
}

function decimal(amount: bigint | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}
