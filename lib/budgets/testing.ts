import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { attempts, prices, runs, threads } from "@/db/schema";
import { admit } from "./admit";

/** A bare attempt of a member, with the run, thread and price it points at; for tests of admission alone. */
export async function makeAttempt(tx: Conn, userId: string) {
  const [threadId, runId, attemptId, priceId] = [newId(), newId(), newId(), newId()];
  const free = { inputPicoUsd: 0n, cachedInputPicoUsd: 0n, cacheWritePicoUsd: 0n, outputPicoUsd: 0n };
  const model = { provider: "test", model: priceId };
  await tx
    .insert(prices)
    .values({ id: priceId, ...model, ...free, effectiveFrom: new Date(0), source: "test" });
  await tx.insert(threads).values({ id: threadId, userId });
  const outputTokensMax = 100;
  await tx.insert(runs).values({
    id: runId,
    userId,
    threadId,
    ...model,
    status: "completed",
    outputTokensMax,
    idempotencyKey: runId,
    requestHash: "",
  });
  await tx.insert(attempts).values({
    id: attemptId,
    runId,
    userId,
    threadId,
    purpose: "answer",
    number: 1,
    ...model,
    priceId,
    inputTokensCounted: 1,
    inputTokensLikely: 1,
    outputTokensMax,
    leaseExpiresAt: new Date(Date.now() + 60_000),
  });
  return { attemptId, runId, userId, threadId, purpose: "answer" as const, ...model, priceId };
}

/** Asks for an exact amount at an instant; throws `budget_exceeded` like every admission. */
export function ask(
  tx: Conn,
  hold: { attemptId: string; userId: string; amount: bigint; at: Date; timeZone?: string },
) {
  const { attemptId, userId, amount, at, timeZone = "UTC" } = hold;
  return admit(tx, {
    attemptId,
    userId,
    at,
    timeZone,
    fit: (left) => (left === null || left >= amount ? amount : null),
  });
}

const usage = {
  inputTokens: 1,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 1,
  reasoningTokens: 0,
};

/** What every settlement of a bare attempt has, but for its cost. */
export const settled = {
  usage,
  certainty: "exact" as const,
  certaintyReason: null,
  simulated: false,
  timeZone: "UTC",
};
