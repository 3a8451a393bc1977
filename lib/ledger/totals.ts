import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { attempts, entries } from "@/db/schema";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";

export type LedgerTotals = {
  entries: number;
  tokens: { input: number; cachedInput: number; cacheWrite: number; output: number; reasoning: number };
  /** Decimal dollars by certainty. */
  usd: { exact: string; estimated: string; unpriced: string; total: string };
};

/**
 * Everything the ledger holds, in three lines: to be held against a provider's own book. A dollar is as certain as its
 * attempt is now: a late correction leaves the estimate in its closed month, and makes all of it exact here.
 */
export async function ledgerTotals(conn: Conn): Promise<LedgerTotals> {
  const cost = (certainty: string) =>
    sql<string>`coalesce(sum(${entries.costPicoUsd}) filter (where ${attempts.certainty} = ${certainty}), 0)`;
  const sum = (column: Parameters<typeof sql>[1]) => sql<string>`coalesce(sum(${column}), 0)`.mapWith(Number);
  const [row] = await conn
    .select({
      entries: sql`count(*)`.mapWith(Number),
      input: sum(entries.inputTokens),
      cachedInput: sum(entries.cachedInputTokens),
      cacheWrite: sum(entries.cacheWriteTokens),
      output: sum(entries.outputTokens),
      reasoning: sum(entries.reasoningTokens),
      exact: cost("exact"),
      estimated: cost("estimated"),
      unpriced: cost("unpriced"),
    })
    .from(entries)
    .innerJoin(attempts, eq(attempts.id, entries.attemptId));
  if (!row) throw new Error("An aggregate without groups always has one row.");
  const { entries: count, exact, estimated, unpriced, ...tokens } = row;
  const amounts: PicoUsd[] = [exact, estimated, unpriced].map(BigInt);
  const [exactUsd, estimatedUsd, unpricedUsd, totalUsd] = [
    ...amounts,
    amounts.reduce((a, b) => a + b, 0n),
  ].map(toDecimalUsd);
  return {
    entries: count,
    tokens,
    usd: {
      exact: exactUsd ?? "0",
      estimated: estimatedUsd ?? "0",
      unpriced: unpricedUsd ?? "0",
      total: totalUsd ?? "0",
    },
  };
}
