import type { Conn } from "@/db/client";
import type { Booking } from "@/lib/ledger";
import { log } from "@/lib/log";
import type { CompletionChunk } from "@/lib/providers/types";
import { type CallResult, callProvider } from "../runs/call";
import { type Judged, judgeCall } from "../runs/judge-usage";
import { keepUnderWay } from "../runs/leases";
import { state } from "../runs/live";
import { endingOf } from "../runs/outcome";
import { settleCall } from "../runs/settle-call";
import { bookingOf } from "../runs/settle-desk";
import { Channel } from "./channel";
import { restarting, toProgramFailure } from "./failures";
import { freeKey } from "./idempotency";
import type { ProgramRequest } from "./request-schema";
import type { CompletionJob } from "./start";

/** What comes of a call: chunks as the provider sends them, and last what it is booked with. */
export type CompletionEvent =
  | { type: "chunk"; chunk: CompletionChunk }
  | { type: "booked"; booking: Booking };

/**
 * Makes an admitted call in the background of this process and gives what comes of it; a failure is thrown to the
 * reader once it is settled. When `gone` is aborted the provider is let go at once, and what arrived is charged.
 */
export function execute(db: Conn, job: CompletionJob, gone: AbortSignal): AsyncGenerator<CompletionEvent> {
  const { attemptId, runId } = job.attempt;
  const channel = new Channel<CompletionEvent>();
  const lost = new AbortController();
  const done = run(db, job, { channel, gone, signal: AbortSignal.any([gone, lost.signal]) }).catch(
    (error: unknown) => {
      // The lease runs out and the reaper settles the call: nothing is held for ever.
      log.error({ err: error, runId }, "a program's call could not be settled by its own process");
      channel.fail(error);
    },
  );
  keepUnderWay(db, { attemptId, abort: () => lost.abort(), done });
  return channel.read();
}

type Surroundings = { channel: Channel<CompletionEvent>; gone: AbortSignal; signal: AbortSignal };

async function run(db: Conn, job: CompletionJob, { channel, gone, signal }: Surroundings): Promise<void> {
  let attempt = job.attempt;
  const result = await callProvider(db, {
    attempt,
    signal,
    body: toBody(job.request),
    onChunk(chunk) {
      // OpenAI says which tier it charged; where flex had no room that may be the dearer one, which was held for.
      if (chunk.service_tier === "default") attempt = { ...attempt, serviceTier: "default" };
      channel.push({ type: "chunk", chunk });
    },
  });
  if (!result) throw new Error("A program's call was taken over before it was made.");
  const judged = judgeCall(attempt, result);
  await settleCall(db, {
    attempt,
    judged,
    // A chat completion that is not stored is not known any more when it is asked for by its id.
    responseId: null,
    final: finalOf(job, result, gone.aborted),
    title: null,
  });
  state.attempts.delete(attempt.attemptId);
  if (judged === null) await freeKey(db, attempt.runId);
  tell(channel, result, { judged, booking: judged && bookingOf(attempt, judged) });
}

/** Nothing of what a program sends or gets is stored, and no reason that could quote it. */
function finalOf({ attempt, cutToBudget }: CompletionJob, result: CallResult, isGone: boolean) {
  const stopReason = isGone ? "member" : state.draining ? "shutdown" : null;
  return {
    runId: attempt.runId,
    answerMessageId: null,
    ...{ text: "", textTokens: result.textTokens, lastEventId: 0, firstTokenAt: result.firstTokenAt },
    ending: endingOf(result, { stopReason, cutToBudget }),
  } as const;
}

type Outcome = { judged: Judged | null; booking: Booking | null };

function tell(channel: Channel<CompletionEvent>, result: CallResult, { judged, booking }: Outcome): void {
  const { failure } = result;
  if (failure) {
    const mayHaveCost = judged !== null;
    const isEnded = failure.failure === "aborted" && state.draining;
    channel.fail(isEnded ? restarting(mayHaveCost) : toProgramFailure(failure, mayHaveCost));
    return;
  }
  if (booking) channel.push({ type: "booked", booking });
  channel.close();
}

/** Without what OpenAI takes only for an answer that it stores, and what says nothing. */
function toBody({ metadata: _, modalities: __, ...body }: ProgramRequest): Record<string, unknown> {
  return body;
}
