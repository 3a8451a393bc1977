import type { Sent } from "../sent";
import type { Timeline } from "../timeline";
import type { Stored } from "./read-stored";

export type Recovery = {
  /** Calls whose process was killed while they were open. */
  orphans: number;
  /** From the kill until each was settled, at most; by the database's clock. */
  longestS: number;
};

/** How long it took until the calls of killed processes were settled by others. One that never was counts for ever. */
export function timeRecovery(sent: readonly Sent[], stored: Stored, timeline: Timeline): Recovery {
  const seconds = timeline.happened().flatMap(({ fault, fromMs, incarnation }) => {
    if (fault.kind !== "app_kill") return [];
    const runIds = new Set(
      sent
        .filter((one) => one.instance === fault.instance && one.incarnation === incarnation)
        .map((one) => one.runId ?? findRunId(one, stored)),
    );
    return stored.attempts
      .filter(
        ({ runId, dispatchedAt }) =>
          runIds.has(runId) && dispatchedAt !== null && dispatchedAt.getTime() <= fromMs,
      )
      .map(({ endedAt }) => (endedAt ? endedAt.getTime() - fromMs : Number.POSITIVE_INFINITY) / 1_000)
      .filter((waited) => waited > 0);
  });
  return { orphans: seconds.length, longestS: Math.max(0, ...seconds) };
}

/** Whose process was killed before it could say so was not told the id of the run. */
function findRunId({ userId, storedKey }: Sent, { runs }: Stored): string | undefined {
  return runs.find((run) => run.userId === userId && run.idempotencyKey === storedKey)?.id;
}
