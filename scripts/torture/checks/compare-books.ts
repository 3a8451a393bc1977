import type { Usage } from "@/lib/pricing/types";

/** A call in the upstream's book, or an attempt in ours: what it is for, what it used, and what that costs. */
export type UpstreamCall = { work: string; costPicoUsd: bigint; stored: boolean; reachedModel: boolean };
export type LedgerAttempt = {
  work: string;
  costPicoUsd: bigint | null;
  isExact: boolean;
  wasDispatched: boolean;
};

/** Amounts in pico-USD. */
export type BookSide = { upstream: bigint; unrecorded: bigint; overrecorded: bigint };

export type Comparison = {
  all: BookSide;
  /** The part that the upstream can be asked about by id. */
  askable: BookSide;
  /** Work whose amounts differ although all its attempts say that they are exact, or none bears a cost. */
  unflagged: string[];
  /** Work for which more attempts were charged than the upstream was called for. */
  chargedTwice: string[];
  /** Work for which the upstream was called more often than attempts were sent: calls that nothing was held for. */
  unheld: string[];
};

/**
 * Holds our ledger against the upstream's book, work by work: what a message's answer or title cost there and here.
 * Too little here is unrecorded, too much is not offset against it.
 */
export function compareBooks(calls: readonly UpstreamCall[], attempts: readonly LedgerAttempt[]): Comparison {
  const works = new Set([...calls, ...attempts].map(({ work }) => work));
  const callsOf = groupBy(calls);
  const attemptsOf = groupBy(attempts);
  const result: Comparison = {
    all: { upstream: 0n, unrecorded: 0n, overrecorded: 0n },
    askable: { upstream: 0n, unrecorded: 0n, overrecorded: 0n },
    unflagged: [],
    chargedTwice: [],
    unheld: [],
  };
  for (const work of works)
    addWork(result, work, { calls: callsOf.get(work) ?? [], attempts: attemptsOf.get(work) ?? [] });
  return result;
}

/** In per cent of what the upstream charges. */
export function unrecordedPercent({ upstream, unrecorded }: BookSide): number {
  return upstream === 0n ? 0 : Number((unrecorded * 1_000_000n) / upstream) / 10_000;
}

/** Tokens of a call in the upstream's book as the price book reads them. */
export function usageOf(call: Usage): Usage {
  const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } = call;
  return { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens };
}

type Work = { calls: UpstreamCall[]; attempts: LedgerAttempt[] };

function addWork(result: Comparison, work: string, { calls, attempts }: Work): void {
  const upstream = calls.reduce((sum, call) => sum + call.costPicoUsd, 0n);
  const charged = attempts.filter(({ costPicoUsd }) => costPicoUsd !== null);
  const ledger = charged.reduce((sum, attempt) => sum + (attempt.costPicoUsd ?? 0n), 0n);
  const difference = upstream - ledger;
  const sides =
    calls.length > 0 && calls.every(({ stored }) => stored) ? [result.all, result.askable] : [result.all];
  for (const side of sides) {
    side.upstream += upstream;
    if (difference > 0n) side.unrecorded += difference;
    else side.overrecorded -= difference;
  }
  const served = calls.filter(({ reachedModel }) => reachedModel).length;
  if (difference !== 0n && charged.every(({ isExact }) => isExact)) result.unflagged.push(work);
  if (served > 0 && charged.length > served) result.chargedTwice.push(work);
  if (served > attempts.filter(({ wasDispatched }) => wasDispatched).length) result.unheld.push(work);
}

function groupBy<T extends { work: string }>(list: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(item.work);
    if (group) group.push(item);
    else groups.set(item.work, [item]);
  }
  return groups;
}
