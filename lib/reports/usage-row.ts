import { sql } from "drizzle-orm";
import { NO_USAGE } from "./sums";
import type { CostSum, UsageSum } from "./types";

const COLUMNS = {
  calls: "calls",
  answers: "answers",
  inputTokens: "input_tokens",
  cachedInputTokens: "cached_input_tokens",
  outputTokens: "output_tokens",
  costPicoUsd: "cost_pico_usd",
  estimatedPicoUsd: "estimated_pico_usd",
} satisfies Record<keyof UsageSum, string>;

/** The columns of a roll-up that reports read, under a table's letter. */
export function usageColumnsOf(letter: string) {
  return sql.raw(
    Object.values(COLUMNS)
      .map((column) => `${letter}.${column}`)
      .join(", "),
  );
}

/** The same, of the types that sums have: otherwise rows that stand beside sums are each copied on the way. */
export function wideColumnsOf(letter: string) {
  return sql.raw(
    Object.values(COLUMNS)
      .map((column) => `${letter}.${column}::bigint as ${column}`)
      .join(", "),
  );
}

/** Their sums, as wide as the columns, so that they are added up again as fast. */
export function usageSumsOf(letter: string) {
  return sql.raw(
    Object.values(COLUMNS)
      .map((column) => `sum(${letter}.${column})::bigint as ${column}`)
      .join(", "),
  );
}

/** For rows that take something back. */
export const usageNegated = sql.raw(
  Object.values(COLUMNS)
    .map((column) => `-${column} as ${column}`)
    .join(", "),
);

/** A condition on groups: that their sums are not those of nothing. */
export const hasUsage = sql.raw(
  `(${Object.values(COLUMNS)
    .map((column) => `sum(${column}) <> 0`)
    .join(" or ")})`,
);

/** What a table's columns have beyond another's, of which there may be no row; and whether that is anything. */
export function usageBeyond(letter: string, other: string) {
  const less = Object.values(COLUMNS).map((column) => [
    `${letter}.${column} - coalesce(${other}.${column}, 0)`,
    column,
  ]);
  return {
    columns: sql.raw(less.map(([value, column]) => `${value} as ${column}`).join(", ")),
    isAny: sql.raw(`(${less.map(([value]) => `${value} <> 0`).join(" or ")})`),
  };
}

/** Their sums: as columns again for a query above, or under the names of `UsageRow` for the answer. */
export const usageSums = sql.raw(
  Object.values(COLUMNS)
    .map((column) => `sum(${column}) as ${column}`)
    .join(", "),
);
export const usageAnswer = sql.raw(
  Object.entries(COLUMNS)
    .map(([name, column]) => `sum(${column}) as "${name}"`)
    .join(", "),
);

/** As the driver has it: sums are text. */
export type UsageRow = Record<keyof UsageSum, string>;

export function toUsage(row: UsageRow): UsageSum {
  return {
    calls: Number(row.calls),
    answers: Number(row.answers),
    inputTokens: Number(row.inputTokens),
    cachedInputTokens: Number(row.cachedInputTokens),
    outputTokens: Number(row.outputTokens),
    costPicoUsd: BigInt(row.costPicoUsd),
    estimatedPicoUsd: BigInt(row.estimatedPicoUsd),
  };
}

export function sumUp(sums: readonly UsageSum[]): UsageSum {
  const total = { ...NO_USAGE };
  for (const sum of sums) {
    total.calls += sum.calls;
    total.answers += sum.answers;
    total.inputTokens += sum.inputTokens;
    total.cachedInputTokens += sum.cachedInputTokens;
    total.outputTokens += sum.outputTokens;
    total.costPicoUsd += sum.costPicoUsd;
    total.estimatedPicoUsd += sum.estimatedPicoUsd;
  }
  return total;
}

export function sumUpCosts(sums: readonly CostSum[]): CostSum {
  let [costPicoUsd, estimatedPicoUsd] = [0n, 0n];
  for (const sum of sums) {
    costPicoUsd += sum.costPicoUsd;
    estimatedPicoUsd += sum.estimatedPicoUsd;
  }
  return { costPicoUsd, estimatedPicoUsd };
}

/** Null where both are the same. */
export function beyond(sum: UsageSum, other: UsageSum): UsageSum | null {
  const less = {
    calls: sum.calls - other.calls,
    answers: sum.answers - other.answers,
    inputTokens: sum.inputTokens - other.inputTokens,
    cachedInputTokens: sum.cachedInputTokens - other.cachedInputTokens,
    outputTokens: sum.outputTokens - other.outputTokens,
    costPicoUsd: sum.costPicoUsd - other.costPicoUsd,
    estimatedPicoUsd: sum.estimatedPicoUsd - other.estimatedPicoUsd,
  };
  return Object.values(less).some((figure) => BigInt(figure) !== 0n) ? less : null;
}
