import { eq, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { pipeline } from "@/db/pipeline";
import { attempts, prices, runs, threads } from "@/db/schema";
import type { AttemptFacts, Booking } from "@/lib/ledger";
import { admit, holdStatements } from "./admit";
import { type Settlement, settle } from "./settle";
import type { BudgetKey, BudgetPeriod } from "./types";

/** The key of a member's budget in dollars that blocks. */
export function memberBudget(userId: string, period: BudgetPeriod): BudgetKey {
  return { scope: "member", scopeId: userId, period, unit: "usd", onLimit: "block" };
}

/** A bare attempt of a member, with the run, thread and price it points at; for tests of admission alone. */
export async function makeAttempt(tx: Conn, userId: string): Promise<AttemptFacts> {
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
  return {
    ...{ attemptId, runId, userId, threadId, ...nowhere, departmentId: null, ...model, priceId },
    ...{ purpose: "answer", serviceTier: "default", simulated: false },
  };
}

const nowhere = { apiKeyId: null, assistantId: null };

/**
 * Asks for an exact amount of pico-USD at an instant, one input token and one message, and holds it; throws
 * `budget_exceeded` like every admission.
 */
export async function ask(
  tx: Conn,
  hold: {
    attemptId: string;
    userId: string;
    threadId: string;
    provider: string;
    model: string;
    amount: bigint;
    at: Date;
    timeZone?: string;
  },
): Promise<bigint> {
  const { attemptId, userId, threadId, amount, at, timeZone = "UTC" } = hold;
  const caller = { userId, threadId, ...nowhere, model: `${hold.provider}/${hold.model}` };
  const worst = { inputPicoUsd: amount, outputPicoUsdPerToken: 0n, inputTokens: 1, outputTokensMax: 0 };
  const asked = { attemptId, caller, worst: { ...worst, outputTokensMin: 0, messages: 1 }, tried: [] };
  const [decision] = await admit(tx, [asked], { at, timeZone });
  if (decision?.kind !== "admitted") {
    throw decision?.kind === "refused" ? decision.error : new Error("A downgrade is not expected here.");
  }
  await pipeline(tx, holdStatements([decision.hold]));
  return decision.amountPicoUsd;
}

const usage = {
  inputTokens: 1,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 1,
  reasoningTokens: 0,
};

type Made = Awaited<ReturnType<typeof makeAttempt>>;

/** Posts a bare attempt with a cost; false where it was settled before. */
export async function post(
  tx: Conn,
  attempt: Made,
  { costPicoUsd, usage: used = usage, certainty = "exact" }: Partial<Booking> & Pick<Booking, "costPicoUsd">,
): Promise<boolean> {
  const booking = { usage: used, costPicoUsd, certainty, certaintyReason: null };
  return end(tx, { attempt, state: "posted", booking });
}

/** Gives a bare attempt's hold back; false where it was settled before. */
export async function giveBack(tx: Conn, attempt: Made): Promise<boolean> {
  return end(tx, { attempt, state: "voided" });
}

async function end(tx: Conn, settlement: Settlement): Promise<boolean> {
  const { settled, statements } = await settle(tx, [settlement], "UTC");
  await pipeline(tx, statements);
  if (settled.size === 0) return false;
  await tx.update(attempts).set({ endedAt: sql`now()` }).where(eq(attempts.id, settlement.attempt.attemptId));
  return true;
}
