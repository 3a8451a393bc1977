import type { PicoUsd } from "@/lib/money";
import { billOfCalls } from "./bill";
import { shareOf } from "./ratio";
import type { CallTerms, Tokens } from "./types";

/** Requests of one shape that are sent together. */
export type BatchInput = Tokens & { requests: number };
export type BatchTerms = CallTerms & { batchPermille: number };

export type Batch = {
  tokens: bigint;
  /** Sent now, one by one. */
  nowPicoUsd: PicoUsd;
  /** Through the provider's batch interface, answered within a day. */
  batchPicoUsd: PicoUsd;
};

export function planBatch({ requests, ...tokens }: BatchInput, terms: BatchTerms): Batch {
  const bill = billOfCalls(BigInt(requests), tokens, terms);
  return {
    tokens: bill.inputTokens + bill.outputTokens,
    nowPicoUsd: bill.totalPicoUsd,
    batchPicoUsd: shareOf(bill.totalPicoUsd, terms.batchPermille, 1_000),
  };
}

/** So many requests a day of each member, for a month of 30 days. */
export function monthOfRequests(
  { members, requestsPerDay }: { members: number; requestsPerDay: number },
  requestPicoUsd: PicoUsd,
): PicoUsd {
  return BigInt(members) * BigInt(requestsPerDay) * DAYS * requestPicoUsd;
}

const DAYS = 30n;
