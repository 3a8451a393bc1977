import type { Conn } from "@/db/client";
import { log } from "@/lib/log";
import { toDecimalUsd } from "@/lib/money";
import { writeTitle } from "../threads/write-title";
import type { Cost, RunOutcome } from "../types";
import { type CallResult, callProvider } from "./call";
import type { Job } from "./job";
import { type Judged, judgeCall } from "./judge-usage";
import { keepLiveRuns } from "./leases";
import { LiveRun, state } from "./live";
import { type Ending, endingOf } from "./outcome";
import { finishRun, type Settled, settleAttempt, toPosted, touchThread } from "./post";
import { untilStored } from "./until-stored";

/** Runs an admitted job in the background of this process; whoever reads along does not matter to it. */
export function execute(db: Conn, job: Job): void {
  const live = new LiveRun(job.attempt.runId, job.attempt.userId);
  const { attemptId } = job.attempt;
  state.live.set(live.runId, live);
  state.attempts.set(attemptId, () => live.controller.abort());
  const work = runJob(db, job, live)
    .catch((error: unknown) => {
      // The lease runs out and the reaper settles what is stored: nothing is held for ever.
      log.error({ err: error, runId: live.runId }, "a run could not be settled by its own process");
    })
    .finally(() => {
      if (live.events.some((event) => event.type === "done")) live.end();
      else live.abandon();
      state.attempts.delete(attemptId);
      state.working.delete(work);
    });
  state.working.add(work);
  keepLiveRuns(db);
}

async function runJob(db: Conn, job: Job, live: LiveRun): Promise<void> {
  const result = await callProvider(db, {
    attempt: job.attempt,
    messages: job.messages,
    signal: live.controller.signal,
    onText: (text) => live.append(text),
  });
  if (!result) return;
  live.flush();
  const ending = endingOf(result, { stopReason: live.stopReason, cutToBudget: job.cutToBudget });
  const judged = judgeCall(job.attempt, result);
  const settled = await untilStored(() => settleAnswer(db, job, { result, judged, ending, live }));
  state.attempts.delete(job.attempt.attemptId);
  if (!settled) {
    log.error(
      { runId: live.runId, report: result.finish?.report },
      "a run was settled before its answer was whole",
    );
    return;
  }
  live.done(outcomeOf(job, live, { ending, cost: settled.cost }));
  if (job.firstExchange && ending.status === "completed") {
    const title = await writeTitle(db, job);
    if (title) live.titled(title);
  }
}

type Ended = { result: CallResult; judged: Judged | null; ending: Ending; live: LiveRun };

/** Null when the reaper of another process was first: then what it stored stands. */
function settleAnswer(db: Conn, job: Job, ended: Ended): Promise<Settled | null> {
  const { attempt, answerMessageId } = job;
  const { result, judged, ending, live } = ended;
  return db.transaction(async (tx) => {
    await touchThread(tx, attempt.threadId);
    const settled = await settleAttempt(tx, toPosted(attempt, result.responseId), judged);
    if (!settled) return null;
    await finishRun(tx, {
      runId: attempt.runId,
      answerMessageId,
      text: live.text,
      textTokens: result.textTokens,
      lastEventId: live.lastEventId,
      firstTokenAt: result.firstTokenAt,
      ending,
    });
    return settled;
  });
}

function outcomeOf(
  job: Job,
  live: LiveRun,
  { ending, cost }: { ending: Ending; cost: Cost | null },
): RunOutcome {
  const { target } = job.attempt;
  return {
    ...ending,
    messageId: job.answerMessageId,
    model: target.model,
    simulated: target.provider.simulated,
    text: live.text,
    costUsd: cost && toDecimalUsd(cost.costPicoUsd),
    certainty: cost?.certainty ?? null,
    usage: cost?.usage ?? null,
    durationMs: Date.now() - job.createdAt.getTime(),
    cutToBudget: job.cutToBudget,
  };
}
