import type { Sent } from "../sent";
import { isFinal } from "./final-status";
import type { Stored, StoredRun } from "./read-stored";

/** A sentence for each message that was accepted and is not there, or not at its end; and for each run without one. */
export function findLost(sent: readonly Sent[], { runs, messages }: Stored): string[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const byKey = new Map(runs.map((run) => [`${run.userId} ${run.idempotencyKey}`, run]));
  const accepted = sent.filter(({ answer }) => answer === "accepted");
  const lost = accepted.flatMap((one) => {
    const run = byId.get(one.runId ?? "") ?? byKey.get(`${one.userId} ${one.storedKey}`);
    const reason = run ? (one.door === "program" ? null : whyNotInThread(one, run, messages)) : "has no run";
    return reason ? [`Message ${one.nonce} was accepted and ${reason}.`] : [];
  });
  const open = runs.filter(({ status }) => !isFinal(status));
  return [
    ...lost,
    ...open.map(({ id, status, idempotencyKey }) => `Run ${id} (${idempotencyKey}) is still ${status}.`),
  ];
}

function whyNotInThread(sent: Sent, run: StoredRun, messages: Stored["messages"]): string | null {
  const question = messages.get(run.userMessageId ?? "");
  const answer = messages.get(run.answerMessageId ?? "");
  if (question?.threadId !== sent.threadId || question?.content !== sent.text) return "is not in its thread";
  return answer?.threadId === sent.threadId ? null : "has no answer in its thread";
}
