import type { Booking } from "@/lib/ledger";
import { toDecimalUsd } from "@/lib/money";
import type { CompletionChunk } from "@/lib/providers/types";

/** What every piece of an answer says of it. */
export type Card = { id: string; created: number; model: string };

export function cardOf({ runId, createdAt, model }: { runId: string; createdAt: Date; model: string }): Card {
  return {
    id: `chatcmpl-${runId.replaceAll("-", "")}`,
    created: Math.floor(createdAt.getTime() / 1_000),
    model,
  };
}

/** OpenAI's usage object as booked, with what it cost: decimal dollars, null where no price is known. */
export function usageOf({ usage, costPicoUsd, certainty }: Booking) {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: {
      cached_tokens: usage.cachedInputTokens,
      cache_write_tokens: usage.cacheWriteTokens,
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
    cost_usd: certainty === "unpriced" ? null : toDecimalUsd(costPicoUsd),
    certainty,
  };
}

/**
 * A provider's chunk as the program gets it: as it came, but with our id and model, and without the usage, which is
 * told when it is booked. Null for one that had nothing else.
 */
export function toOwnChunk(chunk: CompletionChunk, card: Card, tellsUsage: boolean): CompletionChunk | null {
  const { usage, ...rest } = chunk;
  const hasChoice = Array.isArray(chunk.choices) && chunk.choices.length > 0;
  if (usage && !hasChoice) return null;
  return { ...rest, ...card, object: "chat.completion.chunk", ...(tellsUsage ? { usage: null } : {}) };
}

/** The last chunk of an answer that was ended at its limit by us and not by the provider. */
export function lengthChunk(card: Card, tellsUsage: boolean): CompletionChunk {
  const choices = [{ index: 0, delta: {}, logprobs: null, finish_reason: "length" }];
  return { ...card, object: "chat.completion.chunk", choices, ...(tellsUsage ? { usage: null } : {}) };
}

export function usageChunk(card: Card, booking: Booking): CompletionChunk {
  return { ...card, object: "chat.completion.chunk", choices: [], usage: usageOf(booking) };
}
