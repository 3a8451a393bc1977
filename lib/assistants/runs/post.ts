import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { attempts, messages, runs, threads } from "@/db/schema";
import { release, settle } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { costOf, type Price } from "@/lib/pricing";
import type { Cost } from "../types";
import type { Attempt } from "./hold";
import type { Judged } from "./judge-usage";
import type { Ending } from "./outcome";

export const ACTIVE_STATUSES = ["queued", "in_progress", "requires_action", "cancelling"] as const;

/** What settling needs to know of an attempt; a recovered one is read from the database. */
export type PostedAttempt = {
  attemptId: string;
  runId: string;
  userId: string;
  threadId: string;
  purpose: "answer" | "title";
  provider: string;
  model: string;
  price: Price;
  simulated: boolean;
  responseId: string | null;
};

export function toPosted(attempt: Attempt, responseId: string | null): PostedAttempt {
  const { attemptId, runId, userId, threadId, purpose, target } = attempt;
  const { provider, model, price } = target;
  const simulated = provider.simulated;
  return {
    attemptId,
    runId,
    userId,
    threadId,
    purpose,
    provider: provider.id,
    model,
    price,
    simulated,
    responseId,
  };
}

/** What a settled attempt cost: null where its hold was given back. */
export type Settled = { cost: Cost | null };

/**
 * Settles an attempt exactly once, in the caller's transaction: posts it as judged, or gives its hold back where
 * nothing can have been charged. Null when that was done before. Whoever changes the thread in the same
 * transaction does so first: a start locks the thread and then the budgets.
 */
export async function settleAttempt(
  tx: Conn,
  attempt: PostedAttempt,
  judged: Judged | null,
): Promise<Settled | null> {
  const cost = judged && (await postAttempt(tx, attempt, judged));
  const isSettled = judged ? cost !== null : await release(tx, attempt.attemptId, "voided");
  if (!isSettled) return null;
  await endAttempt(tx, attempt.attemptId, judged && attempt.responseId);
  return { cost };
}

async function postAttempt(tx: Conn, attempt: PostedAttempt, judged: Judged): Promise<Cost | null> {
  const { price, responseId: _, ...who } = attempt;
  const costPicoUsd = costOf(judged.usage, price);
  const timeZone = getEnv().ORG_TIME_ZONE;
  const posted = await settle(tx, { ...who, ...judged, priceId: price.id, costPicoUsd, timeZone });
  return posted ? { usage: judged.usage, costPicoUsd, certainty: judged.certainty } : null;
}

async function endAttempt(tx: Conn, attemptId: string, providerResponseId: string | null): Promise<void> {
  await tx
    .update(attempts)
    .set({ endedAt: sql`now()`, providerResponseId })
    .where(and(eq(attempts.id, attemptId), isNull(attempts.endedAt)));
}

export type FinalAnswer = {
  runId: string;
  answerMessageId: string | null;
  text: string;
  textTokens: number;
  lastEventId: number;
  firstTokenAt: Date | null;
  ending: Ending;
};

/**
 * Makes the answer and the run final, in the same transaction as its cost. The run is locked before the message,
 * as by every checkpoint.
 */
export async function finishRun(tx: Conn, final: FinalAnswer): Promise<void> {
  const { ending } = final;
  await tx
    .update(runs)
    .set({
      status: ending.status,
      incompleteReason: ending.incompleteReason,
      errorCode: ending.error?.code ?? null,
      errorMessage: ending.error?.message ?? null,
      checkpointEventId: final.lastEventId,
      firstTokenAt: final.firstTokenAt,
      endedAt: new Date(),
    })
    .where(and(eq(runs.id, final.runId), inArray(runs.status, [...ACTIVE_STATUSES])));
  if (final.answerMessageId) {
    await tx
      .update(messages)
      .set({ content: final.text, contentTokens: final.textTokens })
      .where(eq(messages.id, final.answerMessageId));
  }
}

/** Marks a thread as active now, which locks it until the transaction ends. */
export async function touchThread(tx: Conn, threadId: string): Promise<void> {
  await tx.update(threads).set({ lastActivityAt: new Date() }).where(eq(threads.id, threadId));
}
