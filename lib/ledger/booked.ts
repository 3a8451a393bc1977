import type { attempts } from "@/db/schema";
import type { Booking } from "./types";

/** What is booked of an attempt so far, as its row has it; null until it is settled with a cost. */
export function bookedOf(row: typeof attempts.$inferSelect): Booking | null {
  const { costPicoUsd, certainty } = row;
  if (costPicoUsd === null || certainty === null) return null;
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } = row;
  const usage = { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens };
  return { usage, costPicoUsd, certainty, certaintyReason: null };
}
