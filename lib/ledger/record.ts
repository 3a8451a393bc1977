import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { entries, usageDays, usageThreads } from "@/db/schema";
import type { UsageEntry } from "./types";

/** Appends the entry of a settled attempt and adds it to the roll-ups. The caller's transaction joins them. */
export async function recordUsage(tx: Conn, entry: UsageEntry): Promise<void> {
  const { usage, month, ...rest } = entry;
  await tx.insert(entries).values({ id: newId(), kind: "usage", ...rest, ...usage });
  const sums = {
    calls: 1,
    answers: entry.purpose === "answer" ? 1 : 0,
    ...usage,
    costPicoUsd: entry.costPicoUsd,
    estimatedPicoUsd: entry.certainty === "exact" ? 0n : entry.costPicoUsd,
  };
  const { userId, threadId, day, provider, model, purpose } = entry;
  await tx
    .insert(usageDays)
    .values({ userId, day, provider, model, purpose, ...sums })
    .onConflictDoUpdate({
      target: [usageDays.userId, usageDays.day, usageDays.provider, usageDays.model, usageDays.purpose],
      set: addedTo("usage_days"),
    });
  await tx
    .insert(usageThreads)
    .values({ userId, threadId, month, ...sums })
    .onConflictDoUpdate({
      target: [usageThreads.threadId, usageThreads.month],
      set: addedTo("usage_threads"),
    });
}

/** `column = table.column + excluded.column` for every sum of a roll-up. */
function addedTo(table: "usage_days" | "usage_threads") {
  const plus = (column: string) =>
    sql`${sql.identifier(table)}.${sql.identifier(column)} + excluded.${sql.identifier(column)}`;
  return {
    calls: plus("calls"),
    answers: plus("answers"),
    inputTokens: plus("input_tokens"),
    cachedInputTokens: plus("cached_input_tokens"),
    cacheWriteTokens: plus("cache_write_tokens"),
    outputTokens: plus("output_tokens"),
    reasoningTokens: plus("reasoning_tokens"),
    costPicoUsd: plus("cost_pico_usd"),
    estimatedPicoUsd: plus("estimated_pico_usd"),
  };
}
