import { type AnyColumn, sql } from "drizzle-orm";
import type { PicoUsd } from "@/lib/money";
import type { UsageSum } from "./types";

/** `sum` of a bigint column is numeric in Postgres and arrives as text. */
export const sumPicoUsd = (column: AnyColumn) => sql<PicoUsd>`coalesce(sum(${column}), 0)`.mapWith(BigInt);
const sumCount = (column: AnyColumn) => sql<number>`coalesce(sum(${column}), 0)`.mapWith(Number);

/** The sums of a roll-up's rows, as columns of a select. */
export function sumsOf(rollup: Record<keyof UsageSum, AnyColumn>) {
  return {
    calls: sumCount(rollup.calls),
    answers: sumCount(rollup.answers),
    inputTokens: sumCount(rollup.inputTokens),
    cachedInputTokens: sumCount(rollup.cachedInputTokens),
    outputTokens: sumCount(rollup.outputTokens),
    costPicoUsd: sumPicoUsd(rollup.costPicoUsd),
    estimatedPicoUsd: sumPicoUsd(rollup.estimatedPicoUsd),
  };
}

/** The sum of nothing. */
export const NO_USAGE: UsageSum = {
  calls: 0,
  answers: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  costPicoUsd: 0n,
  estimatedPicoUsd: 0n,
};
