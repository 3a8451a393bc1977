import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TIME_ZONE, useOwnDatabase } from "@/lib/budgets/testing/model-database";
import { whileTimeLasts } from "@/lib/budgets/testing/while-time-lasts";
import { verifyLedger } from "@/lib/ledger";
import { beginStory, type Process } from "./testing/plan-start";
import { type Command, command, type Settling, tell } from "./testing/story";

const TIME_MS_MAX = 120_000;
/** On a busy machine fewer stories are tried rather than time taken. */
const LONGEST_MS = 4_000;

const db = useOwnDatabase("runs_model");

/** Every edge there is; `new` is before the start, and whatever a run has ended with stays. */
const RUN_EDGES = [
  "new → queued",
  "queued → in_progress",
  "queued → cancelling",
  "queued → failed",
  "in_progress → cancelling",
  "in_progress → completed",
  "in_progress → incomplete",
  "in_progress → failed",
  "cancelling → cancelled",
  "cancelling → completed",
  "cancelling → incomplete",
  "cancelling → failed",
];
const RESERVATION_EDGES = ["new → pending", "pending → posted", "pending → voided"];

/** What must be tried, and must change nothing. */
const REFUSED = [
  "start where an answer is being written",
  "dispatch what has ended",
  "dispatch by another process",
  "stop what has ended",
  "post twice",
  "post what is voided",
  "void what is posted",
  "settle by a process that lost its lease",
  "recover what is alive",
  "recover what has ended",
  "finish a final run",
  "correct what has no cost",
  "correct what the provider said",
];

const started = (thread: number): Command => ({ kind: "start", thread, by: "ours" });
const dispatched = (n: number, who: Process = "ours"): Command => ({ kind: "dispatch", which: n, by: who });
const settled = (n: number, judged: Settling["judged"], end: Settling["end"]): Command => ({
  ...{ kind: "settle", which: n, by: "ours", judged, end },
});
const onRun = (kind: "stop" | "finish" | "correct", n: number): Command => ({ kind, which: n });
const leaseOver = (n: number): Command => ({ kind: "leaseEnds", which: n, hasText: true });
const recovered = (who: Process): Command => ({ kind: "recover", by: who });

/** Stories that, between them, go along every edge and try everything that is refused. */
const TOURS: Command[][] = [
  [
    ...[started(0), started(0), dispatched(0, "another"), dispatched(0), dispatched(0), recovered("ours")],
    ...[settled(0, "exact", "completed"), settled(0, "estimated", "failed"), settled(0, "nothing", "failed")],
    ...[dispatched(0), onRun("stop", 0), onRun("finish", 0), onRun("correct", 0)],
    ...[leaseOver(0), recovered("another")],
  ],
  [
    ...[started(0), dispatched(0), settled(0, "nothing", "failed"), settled(0, "exact", "completed")],
    ...[
      onRun("correct", 0),
      started(1),
      dispatched(1),
      settled(1, "estimated", "incomplete"),
      onRun("correct", 1),
    ],
  ],
  [
    ...[started(0), onRun("stop", 0), dispatched(0), settled(0, "estimated", "cancelled")],
    ...[started(0), dispatched(1), onRun("stop", 1), settled(1, "exact", "completed")],
    ...[started(0), dispatched(2), onRun("stop", 2), settled(2, "exact", "incomplete")],
    ...[started(0), dispatched(3), onRun("stop", 3), settled(3, "nothing", "failed")],
  ],
  [
    ...[started(0), leaseOver(0), recovered("another"), settled(0, "exact", "completed")],
    ...[started(0), dispatched(1), leaseOver(1), recovered("another"), settled(1, "exact", "completed")],
  ],
];

describe("runs and their reservations", () => {
  test(
    "go along every edge there is and along no other, whoever does what in which order",
    async () => {
      const seen = { runs: new Set<string>(), reservations: new Set<string>(), refused: new Set<string>() };
      const stories = fc.array(command, { minLength: 12, maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(
          stories,
          whileTimeLasts(LONGEST_MS, async (commands) => {
            const story = await beginStory(db());
            for (const one of commands) await tell(story, one, seen);
          }),
        ),
        {
          examples: TOURS.map((tour) => [tour]),
          numRuns: 60,
          endOnFailure: true,
        },
      );
      expect([...seen.runs].sort()).toEqual([...RUN_EDGES].sort());
      expect([...seen.reservations].sort()).toEqual([...RESERVATION_EDGES].sort());
      expect([...seen.refused].sort()).toEqual([...REFUSED].sort());
      expect(await verifyLedger(db(), TIME_ZONE)).toMatchObject({ driftPicoUsd: 0n, problems: [] });
    },
    TIME_MS_MAX,
  );
});
