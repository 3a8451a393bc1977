import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { attempts, messages, runs, threads } from "@/db/schema";
import { release, settle } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { costOf, type Price } from "@/lib/pricing";
import { countTokens } from "../context/count-tokens";
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

/** Settles an attempt exactly once, in the caller's transaction: null when that was done before. */
export async function postAttempt(tx: Conn, attempt: PostedAttempt, judged: Judged): Promise<Cost | null> {
  const { price, responseId, ...who } = attempt;
  const costPicoUsd = costOf(judged.usage, price);
  const posted = await settle(tx, {
    ...who,
    ...judged,
    priceId: price.id,
    costPicoUsd,
    timeZone: getEnv().ORG_TIME_ZONE,
  });
  if (!posted) return null;
  await endAttempt(tx, attempt.attemptId, responseId);
  return { usage: judged.usage, costPicoUsd, certainty: judged.certainty };
}

/** Gives the hold of an attempt back, exactly once: no call was made, or none that can have cost anything. */
export async function voidAttempt(tx: Conn, attemptId: string): Promise<boolean> {
  const released = await release(tx, attemptId, "voided");
  if (released) await endAttempt(tx, attemptId, null);
  return released;
}

async function endAttempt(tx: Conn, attemptId: string, providerResponseId: string | null): Promise<void> {
  await tx
    .update(attempts)
    .set({ endedAt: sql`now()`, providerResponseId })
    .where(and(eq(attempts.id, attemptId), isNull(attempts.endedAt)));
}

export type FinalAnswer = {
  runId: string;
  threadId: string;
  answerMessageId: string | null;
  text: string;
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
      .set({ content: final.text, contentTokens: await countTokens(final.text) })
      .where(eq(messages.id, final.answerMessageId));
  }
  await tx.update(threads).set({ lastActivityAt: new Date() }).where(eq(threads.id, final.threadId));
}
