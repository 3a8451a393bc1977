import { nameOf } from "@/components/admin/costs/words";
import { toDecimalUsd } from "@/lib/money";
import { type CostPart, type Costs, type CsvCell, csvLine, type UsageSum } from "@/lib/reports";

const SUMS = ["calls", "answers", "input_tokens", "cached_input_tokens", "output_tokens"];
const MONEY = ["cost_usd", "estimated_usd"];

/**
 * A view of the costs as CSV: a line for each bar and group, or with a second group a line for each group and its part
 * over all days. The lines add up to the page's total; amounts are exact, in decimal dollars.
 */
export function costsFile(costs: Costs): string {
  const lines = costs.subgroup ? partLines(costs, costs.subgroup) : bucketLines(costs);
  const second = costs.subgroup ? [costs.subgroup, `${costs.subgroup}_key`] : [];
  const header = ["from", "to", costs.group, `${costs.group}_key`, ...second, ...SUMS, ...MONEY];
  return [header, ...lines].map(csvLine).join("");
}

function bucketLines({ pieces, keys, group, buckets, range }: Costs): CsvCell[][] {
  const names = new Map(keys.map((key) => [key.key, nameOf(group, key)]));
  const ends = new Map(buckets.map((bucket, n) => [bucket, dayBefore(buckets[n + 1]) ?? range.to]));
  return pieces.map((piece) => [
    ...[piece.bucket, ends.get(piece.bucket) ?? range.to],
    ...[names.get(piece.key) ?? piece.key, piece.key, ...sumCells(piece)],
  ]);
}

function partLines({ keys, group, range }: Costs, subgroup: NonNullable<Costs["subgroup"]>): CsvCell[][] {
  return keys.flatMap((key) =>
    key.parts.map((part: CostPart) => [
      ...[range.from, range.to, nameOf(group, key), key.key],
      ...[nameOf(subgroup, part), part.key, ...sumCells(part)],
    ]),
  );
}

function sumCells(sum: UsageSum): CsvCell[] {
  const { calls, answers, inputTokens, cachedInputTokens, outputTokens } = sum;
  return [
    ...[calls, answers, inputTokens, cachedInputTokens, outputTokens],
    ...[{ decimal: toDecimalUsd(sum.costPicoUsd) }, { decimal: toDecimalUsd(sum.estimatedPicoUsd) }],
  ];
}

function dayBefore(day: string | undefined): string | undefined {
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
