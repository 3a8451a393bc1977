import type { Sent } from "../sent";
import type { Timeline } from "../timeline";
import { isFinal } from "./final-status";
import type { Stored } from "./read-stored";

export type Misread = {
  /** A sentence for each reader who saw what is not stored, although nothing befell the process that wrote it. */
  problems: string[];
  /** Answers whose last second was lost with the process that wrote them: as it is promised, and no more. */
  shortened: number;
};

/** What a reader saw is the beginning of what is stored, but for the last second before a process ended. */
export function findMisread(sent: readonly Sent[], stored: Stored, timeline: Timeline): Misread {
  const runs = new Map(stored.runs.map((run) => [run.id, run]));
  const problems: string[] = [];
  let shortened = 0;
  for (const one of sent) {
    const run = runs.get(one.runId ?? "");
    const content = stored.messages.get(run?.answerMessageId ?? "")?.content;
    if (!run || content === undefined || !isFinal(run.status) || content.startsWith(one.seen)) continue;
    if (one.seen.startsWith(content) && wasDisturbed(one, timeline)) shortened += 1;
    else
      problems.push(
        `Of message ${one.nonce} ${one.seen.length} characters were seen and others are stored (${run.id}).`,
      );
  }
  return { problems, shortened };
}

function wasDisturbed({ instance, incarnation }: Sent, timeline: Timeline): boolean {
  return timeline
    .happened()
    .some(
      ({ fault, incarnation: befallen }) =>
        (fault.kind === "app_kill" || fault.kind === "app_pause" || fault.kind === "app_stop") &&
        fault.instance === instance &&
        befallen === incarnation,
    );
}
