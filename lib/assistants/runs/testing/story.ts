import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { attempts, entries, messages, reservations, runs } from "@/db/schema";
import { listStandings } from "@/lib/budgets";
import type { RunStatus } from "../../types";
import { correctAttempt } from "../correct";
import { dispatchDesk } from "../dispatch-desk";
import type { Judged } from "../judge-usage";
import { state } from "../live";
import { recoverRuns } from "../recover";
import { settleDesk } from "../settle-desk";
import { finishRuns } from "../settle-writes";
import { startDesk } from "../start-desk";
import { stopRun } from "../stop";
import { type Known, PROCESSES, type Process, planStart, type Story } from "./plan-start";

const usage = {
  inputTokens: 12,
  cachedInputTokens: 2,
  cacheWriteTokens: 0,
  outputTokens: 5,
  reasoningTokens: 1,
};
const exact: Judged = { usage, certainty: "exact", certaintyReason: null };
const estimated: Judged = { usage, certainty: "estimated", certaintyReason: "interrupted" };
const JUDGED = { exact, estimated, nothing: null };

const which = fc.nat(3);
const by = fc.constantFrom<Process[]>("ours", "ours", "ours", "another");
export const command = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant("start" as const), thread: fc.nat(1), by }), weight: 4 },
  { arbitrary: fc.record({ kind: fc.constant("dispatch" as const), which, by }), weight: 5 },
  { arbitrary: fc.record({ kind: fc.constant("stop" as const), which }), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      which,
      by,
      judged: fc.constantFrom("exact" as const, "estimated" as const, "nothing" as const),
      end: fc.constantFrom(
        "completed" as const,
        "incomplete" as const,
        "failed" as const,
        "cancelled" as const,
      ),
    }),
    weight: 6,
  },
  {
    arbitrary: fc.record({ kind: fc.constant("leaseEnds" as const), which, hasText: fc.boolean() }),
    weight: 3,
  },
  { arbitrary: fc.record({ kind: fc.constant("recover" as const), by }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("finish" as const), which }), weight: 1 },
  { arbitrary: fc.record({ kind: fc.constant("correct" as const), which }), weight: 2 },
);
export type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

export type Seen = { runs: Set<string>; reservations: Set<string>; refused: Set<string> };

/** Does one thing, and holds all that is stored against what should have come of it. */
export async function tell(story: Story, one: Command, seen: Seen): Promise<void> {
  const before = story.known.map(({ status, reservation }) => ({ status, reservation }));
  const refused = await asProcess("by" in one ? one.by : "ours", () => perform(story, one));
  for (const reason of refused) seen.refused.add(reason);
  for (const [n, known] of story.known.entries()) {
    note(seen.runs, before[n]?.status ?? "new", known.status);
    note(seen.reservations, before[n]?.reservation ?? "new", known.reservation);
    expect({ after: one, ...(await stored(known)) }).toEqual({ after: one, ...expected(known) });
  }
  const [standing] = await listStandings(story.ctx);
  const pending = story.known.filter(({ reservation }) => reservation === "pending");
  expect(standing?.reserved === 0n).toBe(pending.length === 0);
}

function note(edges: Set<string>, from: string, to: string): void {
  if (from !== to) edges.add(`${from} → ${to}`);
}

async function asProcess<T>(by: Process, work: () => Promise<T>): Promise<T> {
  state.processId = PROCESSES[by];
  try {
    return await work();
  } finally {
    state.processId = PROCESSES.ours;
  }
}

/** Does it, moves what is known along, and answers what was rightly refused. */
async function perform(story: Story, one: Command): Promise<string[]> {
  if (one.kind === "start") return start(story, one.thread, one.by);
  if (one.kind === "recover") return recover(story, one.by);
  const known = story.known[one.which % story.known.length];
  if (!known) return [];
  switch (one.kind) {
    case "dispatch":
      return dispatch(known, one.by);
    case "stop":
      return stop(story, known);
    case "settle":
      return settle(known, one);
    case "leaseEnds":
      return leaseEnds(known, one.hasText);
    case "finish":
      return finish(known);
    case "correct":
      return correct(known);
  }
}

const isActive = ({ status }: Known) => ["queued", "in_progress", "cancelling"].includes(status);
const hasEnded = ({ reservation }: Known) => reservation !== "pending";

async function start(story: Story, thread: number, owner: Process): Promise<string[]> {
  const threadId = story.threads[thread] ?? "";
  const ask = await planStart(story, threadId);
  const isBusy = story.known.some((known) => known.ask.attempt.threadId === threadId && isActive(known));
  const answer = await startDesk(story.db).ask(ask);
  if (isBusy) {
    expect(answer).toMatchObject({ kind: "refused", error: { code: "conflict" } });
    return ["start where an answer is being written"];
  }
  expect(answer.kind).toBe("started");
  story.known.push({
    ...{ db: story.db, ask, owner, status: "queued", reservation: "pending", booked: [] },
    ...{ isDispatched: false, isLeaseOver: false, isExact: false },
  });
  return [];
}

async function dispatch(known: Known, by: Process): Promise<string[]> {
  const isRight = known.owner === by && !hasEnded(known);
  expect(await dispatchDesk(known.db).ask(known.ask.attempt.attemptId)).toBe(isRight);
  if (isRight) {
    known.isDispatched = true;
    known.isLeaseOver = false;
    if (known.status === "queued") known.status = "in_progress";
    return [];
  }
  return [
    ...(hasEnded(known) ? ["dispatch what has ended"] : []),
    ...(known.owner === by ? [] : ["dispatch by another process"]),
  ];
}

async function stop({ ctx }: Story, known: Known): Promise<string[]> {
  await stopRun(ctx, { runId: known.ask.attempt.runId });
  if (!isActive(known)) return ["stop what has ended"];
  known.status = "cancelling";
  return [];
}

export type Settling = Command & { kind: "settle" };

async function settle(known: Known, { by, judged, end }: Settling): Promise<string[]> {
  const ended = hasEnded(known);
  // A call that was never made has no end of its own, and one that nobody stopped is not cancelled.
  if (!ended && !(known.isDispatched && known.owner === by)) return [];
  const status = end === "cancelled" && known.status !== "cancelling" ? "incomplete" : end;
  const { attempt } = known.ask;
  const answer = await settleDesk(known.db).ask({
    attempt: { ...attempt, departmentId: null },
    judged: JUDGED[judged],
    responseId: null,
    final: finalOf(known, status),
    title: null,
  });
  if (ended) {
    expect(answer.kind).toBe(known.owner === by ? "settled" : "late");
    return refusedEnds(known, { by, judged });
  }
  expect(answer.kind).toBe("settled");
  known.reservation = judged === "nothing" ? "voided" : "posted";
  known.status = status;
  known.isExact = judged === "exact";
  if (judged !== "nothing") known.booked.push("usage");
  return [];
}

function refusedEnds(known: Known, { by, judged }: Pick<Settling, "by" | "judged">): string[] {
  const isPosted = known.reservation === "posted";
  const again = judged === "nothing" ? (isPosted ? "void what is posted" : null) : null;
  const posted = judged === "nothing" ? null : isPosted ? "post twice" : "post what is voided";
  const lost = known.owner === by ? null : "settle by a process that lost its lease";
  return [again, posted, lost].filter((reason) => reason !== null);
}

async function leaseEnds(known: Known, hasText: boolean): Promise<string[]> {
  const { db } = known;
  const { attemptId } = known.ask.attempt;
  await db
    .update(attempts)
    .set({ leaseExpiresAt: sql`now() - interval '1 second'` })
    .where(eq(attempts.id, attemptId));
  const id = known.ask.run?.answerMessageId ?? "";
  if (!hasEnded(known) && known.isDispatched) {
    await db
      .update(messages)
      .set({ content: hasText ? "Half an answer" : "" })
      .where(eq(messages.id, id));
  }
  known.isLeaseOver = true;
  return [];
}

async function recover(story: Story, by: Process): Promise<string[]> {
  const due = story.known.filter((known) => known.isLeaseOver && !hasEnded(known));
  const answers = await Promise.all(due.map(answerOf));
  expect(await recoverRuns(story.db)).toBe(due.length);
  due.forEach((known, n) => {
    known.owner = by;
    known.reservation = known.isDispatched ? "posted" : "voided";
    if (known.isDispatched) known.booked.push("usage");
    if (known.status === "cancelling") known.status = "cancelled";
    else known.status = known.isDispatched && answers[n] ? "incomplete" : "failed";
  });
  const others = story.known.filter((known) => !due.includes(known));
  return [
    ...(others.some((known) => !hasEnded(known)) ? ["recover what is alive"] : []),
    ...(others.some((known) => hasEnded(known) && known.isLeaseOver) ? ["recover what has ended"] : []),
  ];
}

async function answerOf({ db, ask }: Known): Promise<string> {
  const [answer] = await db
    .select({ content: messages.content })
    .from(messages)
    .where(eq(messages.id, ask.run?.answerMessageId ?? ""));
  return answer?.content ?? "";
}

/** The bare statement, as a process would send it that knows nothing of what happened meanwhile. */
async function finish(known: Known): Promise<string[]> {
  if (isActive(known)) return [];
  const status = known.status === "completed" ? "failed" : "completed";
  await known.db.execute(finishRuns([finalOf(known, status)]));
  return ["finish a final run"];
}

async function correct(known: Known): Promise<string[]> {
  const right = { ...usage, outputTokens: 9 };
  const why = "The provider said so.";
  const { attemptId } = known.ask.attempt;
  const isCorrected = await correctAttempt(known.db, { attemptId, usage: right, adjustedBy: null, why });
  const isPosted = known.reservation === "posted";
  const isRight = isPosted && !known.isExact;
  expect(isCorrected).toBe(isRight);
  if (!isRight) return [isPosted ? "correct what the provider said" : "correct what has no cost"];
  known.booked.push("adjustment", "adjustment");
  known.isExact = true;
  return [];
}

function finalOf({ ask }: Known, status: RunStatus) {
  const { runId } = ask.attempt;
  const answerMessageId = ask.run?.answerMessageId ?? null;
  const ending = { status, incompleteReason: null, error: null };
  return { runId, answerMessageId, text: "Done", textTokens: 1, lastEventId: 1, firstTokenAt: null, ending };
}

function expected({ status, reservation, isDispatched, booked, isExact }: Known) {
  const certainty = reservation !== "posted" ? null : isExact ? "exact" : "estimated";
  const hasEndedAt = reservation !== "pending";
  return { status, reservation, isDispatched, hasEnded: hasEndedAt, certainty, booked: [...booked].sort() };
}

async function stored({ db, ask }: Known): Promise<ReturnType<typeof expected>> {
  const [row] = await db
    .select({ status: runs.status, reservation: reservations.state, attempt: attempts })
    .from(attempts)
    .innerJoin(runs, eq(runs.id, attempts.runId))
    .innerJoin(reservations, eq(reservations.attemptId, attempts.id))
    .where(eq(attempts.id, ask.attempt.attemptId));
  if (!row || row.reservation === "expired")
    throw new Error("An attempt has a reservation that can be known.");
  const booked = await db
    .select({ kind: entries.kind })
    .from(entries)
    .where(eq(entries.attemptId, ask.attempt.attemptId));
  return {
    status: row.status,
    reservation: row.reservation,
    isDispatched: row.attempt.dispatchedAt !== null,
    hasEnded: row.attempt.endedAt !== null,
    certainty: row.attempt.certainty === "unpriced" ? null : row.attempt.certainty,
    booked: booked.map(({ kind }) => kind).sort(),
  };
}
