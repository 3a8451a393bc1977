import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { attempts, messages, prices, reservations, runs, threads } from "@/db/schema";
import { log } from "@/lib/log";
import { toPrice } from "@/lib/pricing";
import { countTokens } from "../context/count-tokens";
import { estimateUsage, type Judged } from "./judge-usage";
import { LEASE_SECONDS } from "./leases";
import { state } from "./live";
import type { Ending } from "./outcome";
import { finishRun, settleAttempt, touchThread } from "./post";

const RECOVERED_AT_ONCE_MAX = 50;

/**
 * Settles what a dead process left: attempts whose lease ran out. A call that was made is charged from the
 * stored text as estimated, one that was not is voided. Any instance may call it at any time; one that cannot be
 * settled is reported and does not stand in the way of the others.
 */
export async function recoverRuns(db: Conn): Promise<number> {
  const due = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(isOrphan, notInArray(attempts.id, [...state.attempts.keys()])))
    .orderBy(attempts.leaseExpiresAt)
    .limit(RECOVERED_AT_ONCE_MAX);
  let recovered = 0;
  for (const { id } of due) {
    try {
      if (await db.transaction((tx) => recoverOne(tx, id))) recovered += 1;
    } catch (error) {
      log.error({ err: error, attemptId: id }, "an orphaned attempt could not be settled");
    }
  }
  if (recovered > 0)
    log.warn({ recovered, leaseSeconds: LEASE_SECONDS }, "settled attempts that their process had left");
  return recovered;
}

const isOrphan = sql`${attempts.endedAt} is null and ${attempts.leaseExpiresAt} < now()`;

/** Locks thread and reservation, and passes by where somebody else has one of them. */
async function recoverOne(tx: Conn, attemptId: string): Promise<boolean> {
  const [orphan] = await tx
    .select({ attempt: attempts, run: runs, price: prices, text: messages.content })
    .from(attempts)
    .innerJoin(reservations, eq(reservations.attemptId, attempts.id))
    .innerJoin(runs, eq(runs.id, attempts.runId))
    .innerJoin(prices, eq(prices.id, attempts.priceId))
    .innerJoin(threads, eq(threads.id, attempts.threadId))
    .leftJoin(messages, eq(messages.id, runs.answerMessageId))
    .where(and(eq(attempts.id, attemptId), isOrphan))
    .for("update", { of: [reservations, threads], skipLocked: true });
  if (!orphan) return false;
  const { attempt, run, price } = orphan;
  const text = attempt.purpose === "answer" ? (orphan.text ?? "") : "";
  const { runId, userId, threadId, purpose, provider, model } = attempt;
  const simulated = provider === "demo";
  const orphaned = { attemptId, runId, userId, threadId, purpose, provider, model, simulated };
  const textTokens = await countTokens(text);
  const judged = judgeOrphan(attempt, textTokens);
  const closed = await settleAttempt(tx, { ...orphaned, price: toPrice(price), responseId: null }, judged);
  if (!closed) return false;
  if (purpose === "answer") {
    await touchThread(tx, threadId);
    await finishRun(tx, {
      runId,
      answerMessageId: run.answerMessageId,
      text,
      textTokens,
      lastEventId: run.checkpointEventId,
      firstTokenAt: run.firstTokenAt,
      ending: endingOfOrphan(run.status === "cancelling", judged !== null, text),
    });
  }
  return true;
}

/** Null for a call that was never made. */
function judgeOrphan(attempt: typeof attempts.$inferSelect, textTokens: number): Judged | null {
  if (!attempt.dispatchedAt) return null;
  const silentMs = textTokens > 0 ? 0 : attempt.leaseExpiresAt.getTime() - attempt.dispatchedAt.getTime();
  return estimateUsage(attempt, { textTokens, silentMs }, "interrupted");
}

function endingOfOrphan(stopped: boolean, dispatched: boolean, text: string): Ending {
  if (stopped) return { status: "cancelled", incompleteReason: null, error: null };
  const code = "interrupted";
  if (!dispatched) {
    const message = "Purser was restarted before the model was asked. Nothing was charged; you can retry.";
    return { status: "failed", incompleteReason: null, error: { code, message } };
  }
  const message = "Purser was restarted while this answer was written. What arrived is kept; you can retry.";
  return text
    ? { status: "incomplete", incompleteReason: "interrupted", error: { code, message } }
    : { status: "failed", incompleteReason: null, error: { code, message } };
}
