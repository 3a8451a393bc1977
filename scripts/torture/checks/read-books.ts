import type { BookedCall } from "@/e2e/upstream/book";
import { costOf, type Price } from "@/lib/pricing";
import { nonceIn, type Sent } from "../sent";
import { type LedgerAttempt, type UpstreamCall, usageOf } from "./compare-books";
import type { Stored } from "./read-stored";

/** Both books in the same words: each call and each attempt by the message and the purpose that it was for. */
export function readBooks(
  booked: readonly BookedCall[],
  sent: readonly Sent[],
  stored: Stored,
): { calls: UpstreamCall[]; attempts: LedgerAttempt[] } {
  const nonceOfKey = new Map(sent.map(({ userId, storedKey, nonce }) => [`${userId} ${storedKey}`, nonce]));
  const nonceOfRun = new Map(
    stored.runs.map((run) => [run.id, nonceOfKey.get(`${run.userId} ${run.idempotencyKey}`) ?? run.id]),
  );
  const attempts = stored.attempts.map(({ runId, purpose, costPicoUsd, certainty, dispatchedAt }) => ({
    work: `${nonceOfRun.get(runId)} ${purpose}`,
    costPicoUsd,
    isExact: certainty === "exact",
    wasDispatched: dispatchedAt !== null,
  }));
  const priceOf = pricesByModel(stored);
  const calls = booked.map((call) => ({
    work: `${nonceIn(call.text) ?? call.text} ${call.purpose}`,
    costPicoUsd: costOf(usageOf(call), priceOf(call.model)),
    stored: call.stored,
    reachedModel: call.inputTokens > 0,
  }));
  return { calls, attempts };
}

/** Prices do not change during a run, so a model's is the one that its attempts have pinned. */
function pricesByModel({ attempts, prices }: Stored): (model: string) => Price {
  const known = new Map<string, Price>();
  for (const { model, priceId } of attempts) {
    const price = prices.get(priceId ?? "");
    if (price) known.set(model, price);
  }
  return (model) => {
    const price = known.get(model);
    if (!price) throw new Error(`The upstream was called for ${model}, for which no attempt has a price.`);
    return price;
  };
}
