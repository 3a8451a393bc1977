import { and, eq, notInArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Conn } from "@/db/client";
import { attempts, messages, prices, reservations, runs, threads } from "@/db/schema";
import { log } from "@/lib/log";
import { toPrice } from "@/lib/pricing";
import type { Provider } from "@/lib/providers/types";
import { freeKey } from "../completions/idempotency";
import { countTokens } from "../context/count-tokens";
import type { Attempt } from "./attempt";
import { estimateUsage, type Judged } from "./judge-usage";
import { LEASE_RENEWED_SECONDS, LEASE_SECONDS } from "./leases";
import { state } from "./live";
import type { Ending } from "./outcome";
import { settleAll } from "./settle-desk";

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

/** What a continued answer begins with was written, and paid for, by another call. */
const cut = alias(messages, "cut");

const isOrphan = sql`${attempts.endedAt} is null and ${attempts.leaseExpiresAt} < now()`;

/**
 * Locks thread, reservation and attempt, and passes by where somebody else has one of them: an owner who wakes up may
 * not dispatch what is being judged as never dispatched.
 */
async function recoverOne(tx: Conn, attemptId: string): Promise<boolean> {
  const [orphan] = await tx
    .select({ attempt: attempts, run: runs, price: prices, text: messages.content, begun: cut.content })
    .from(attempts)
    .innerJoin(reservations, eq(reservations.attemptId, attempts.id))
    .innerJoin(runs, eq(runs.id, attempts.runId))
    .leftJoin(prices, eq(prices.id, attempts.priceId))
    .innerJoin(threads, eq(threads.id, attempts.threadId))
    .leftJoin(messages, eq(messages.id, runs.answerMessageId))
    .leftJoin(cut, eq(cut.id, messages.continuesId))
    .where(and(eq(attempts.id, attemptId), isOrphan))
    .for("no key update", { of: [threads, reservations, attempts], skipLocked: true });
  if (!orphan) return false;
  const { attempt, run, price } = orphan;
  const text = attempt.purpose === "answer" ? (orphan.text ?? "") : "";
  const textTokens = await countTokens(text);
  const written = text.slice(orphan.begun?.length ?? 0);
  const judged = judgeOrphan(attempt, written === text ? textTokens : await countTokens(written));
  const [answer] = await settleAll(tx, [
    {
      attempt: toAttempt(attempt, price && toPrice(price)),
      judged,
      responseId: attempt.providerResponseId,
      final:
        attempt.purpose === "answer"
          ? {
              runId: run.id,
              answerMessageId: run.answerMessageId,
              text,
              textTokens,
              lastEventId: run.checkpointEventId,
              firstTokenAt: run.firstTokenAt,
              ending: endingOfOrphan(run.status === "cancelling", judged !== null, written),
            }
          : null,
      title: null,
    },
  ]);
  // From now on its former owner, should it wake up, finds that it is not the one who settled it.
  await tx.update(attempts).set({ leaseOwner: state.processId }).where(eq(attempts.id, attemptId));
  if (judged === null && run.apiKeyId !== null) await freeKey(tx, run.id);
  return answer?.kind === "settled";
}

type AttemptRow = typeof attempts.$inferSelect;

function toAttempt(row: AttemptRow, price: Attempt["target"]["price"]): Attempt {
  const { id: attemptId, provider, model, ...rest } = row;
  return { ...rest, attemptId, target: { provider: gone(provider), model, price } };
}

/** A provider of which only the id is needed: nothing is called. */
function gone(id: string): Provider {
  return {
    ...{ id, label: id, baseUrl: "", apiKey: "" },
    ...{ dialect: "responses", simulated: id === "demo", free: false },
  };
}

/** Null for a call that was never made. Its owner lived at most until it would have renewed the lease. */
function judgeOrphan(attempt: AttemptRow, textTokens: number): Judged | null {
  if (!attempt.dispatchedAt) return null;
  const diedAtMs = attempt.leaseExpiresAt.getTime() - (LEASE_SECONDS - LEASE_RENEWED_SECONDS) * 1_000;
  const silentMs = textTokens > 0 ? 0 : diedAtMs - attempt.dispatchedAt.getTime();
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
