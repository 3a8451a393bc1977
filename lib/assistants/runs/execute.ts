import type { Conn } from "@/db/client";
import type { Booking } from "@/lib/ledger";
import { log } from "@/lib/log";
import { toDecimalUsd } from "@/lib/money";
import { countTokens } from "../context/count-tokens";
import { writeTitle } from "../threads/write-title";
import type { RunOutcome } from "../types";
import { type CallResult, callProvider } from "./call";
import type { Job } from "./job";
import { judgeCall } from "./judge-usage";
import { keepUnderWay } from "./leases";
import { LiveRun, state } from "./live";
import { type Ending, endingOf } from "./outcome";
import { settleCall } from "./settle-call";
import { writeRequest } from "./write-request";

/** Runs an admitted job in the background of this process; whoever reads along does not matter to it. */
export function execute(db: Conn, job: Job): void {
  const live = new LiveRun(job.attempt.runId, job.attempt.userId, job.begun);
  state.live.set(live.runId, live);
  const done = runJob(db, job, live)
    .catch((error: unknown) => {
      // The lease runs out and the reaper settles what is stored: nothing is held for ever.
      log.error({ err: error, runId: live.runId }, "a run could not be settled by its own process");
    })
    .finally(() => {
      if (live.events.some((event) => event.type === "done")) live.end();
      else live.abandon();
    });
  const { attemptId } = job.attempt;
  keepUnderWay(db, { attemptId, abort: () => live.controller.abort(), done });
}

async function runJob(db: Conn, job: Job, live: LiveRun): Promise<void> {
  const result = await callWith(db, job, live);
  if (!result) return;
  live.flush();
  const ending = endingOf(result, { ...job, stopReason: live.stopReason });
  const judged = judgeCall(job.attempt, result);
  const settled = await settleCall(db, {
    attempt: job.attempt,
    judged,
    responseId: result.responseId,
    final: {
      runId: job.attempt.runId,
      answerMessageId: job.answerMessageId,
      text: live.text,
      textTokens: job.begun ? await countTokens(live.text) : result.textTokens,
      lastEventId: live.lastEventId,
      firstTokenAt: result.firstTokenAt,
      ending,
    },
    title: null,
  });
  state.attempts.delete(job.attempt.attemptId);
  if (!settled) return;
  live.done(outcomeOf(job, live, { ending, cost: settled.cost }));
  if (job.firstQuestion !== null && ending.status === "completed") {
    const title = await writeTitle(db, job, job.firstQuestion);
    if (title) live.titled(title);
  }
}

/** Asks with what was admitted; files are read now, so that nothing large is kept for who is refused. */
async function callWith(db: Conn, { attempt, said }: Job, live: LiveRun): Promise<CallResult | null> {
  const { signal } = live.controller;
  const request = await writeRequest(db, said, { signal });
  try {
    return await callProvider(db, {
      attempt,
      messages: request?.messages ?? [],
      signal,
      onText: (text) => live.append(text),
      onTaken: () => request?.letGo(),
    });
  } finally {
    request?.letGo();
  }
}

function outcomeOf(
  job: Job,
  live: LiveRun,
  { ending, cost }: { ending: Ending; cost: Booking | null },
): RunOutcome {
  const { target } = job.attempt;
  return {
    ...ending,
    messageId: job.answerMessageId,
    model: target.model,
    assistantName: job.assistantName,
    simulated: target.provider.simulated,
    text: live.text,
    costUsd: cost && cost.certainty !== "unpriced" ? toDecimalUsd(cost.costPicoUsd) : null,
    certainty: cost?.certainty ?? null,
    usage: cost?.usage ?? null,
    durationMs: Date.now() - job.createdAt.getTime(),
    cutToBudget: job.cutToBudget,
    downgradeReason: job.downgradeReason,
  };
}
