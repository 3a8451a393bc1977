import type { Conn } from "@/db/client";
import { readClock } from "@/db/clock";
import { deskPerConnection } from "@/db/desk";
import { pipeline } from "@/db/pipeline";
import { admit, type Decision, type Hold, holdStatements, type Moment } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type HeldNow, heldNow } from "@/lib/pricing";
import {
  alreadySent,
  beingErased,
  type Claim,
  grant,
  insertClaims,
  lockSent,
  lockUnsent,
} from "../attachments/claim";
import { readMost, refuseBeyondMost } from "../threads/most-active";
import type { PlannedAttempt } from "./attempt";
import { lockThreads, type NewMessage, type NewRun, readEnds, type ThreadEnd } from "./start-reads";
import { hideReplaced, insertAttempts, insertMessages, insertRuns, insertThreads } from "./start-writes";
import { callerOf, worstCaseOf } from "./worst-case";

/** Everything a start writes, prepared without a lock. */
export type StartAsk = {
  /** The thread it goes on in, as it was read; null where no thread is touched (a title, a program's call). */
  thread: AskedThread | null;
  messages: NewMessage[];
  /** Attachments that go with the new messages. */
  claims?: readonly Claim[];
  /** Null for a helper call of a run that exists. */
  run: NewRun | null;
  attempt: PlannedAttempt;
  /** Option ids that budgets may not ask for again. */
  tried: readonly string[];
};

export type AskedThread = {
  threadId: string;
  userId: string;
  newTitle: string | null;
  /** Of a new one. */
  temporary?: boolean;
  lastPosition: number;
  /** The last message shown; null in a new thread. */
  lastShownId: string | null;
  /** The shown messages after this position give way to the new ones; null where the new ones only follow. */
  hidesAfter: number | null;
};

export type StartAnswer =
  | { kind: "started"; outputTokensMax: number; departmentId: string | null }
  /** The thread moved on, or another branch of it was chosen, since it was read: read again. */
  | { kind: "stale" }
  | Exclude<Decision, { kind: "admitted" }>;

/** Admits and stores starts, several in one transaction where several come at once. */
export const startDesk = deskPerConnection<StartAsk, StartAnswer>(serveStarts);

async function serveStarts(db: Conn, asks: StartAsk[]): Promise<StartAnswer[]> {
  return db.transaction(async (tx) => {
    const [answers, at, most] = await Promise.all([
      checkThreads(tx, asks),
      readClock(tx),
      readMostFor(tx, asks),
    ]);
    if (most !== null) await refuseNewThreads(tx, { asks, answers, most });
    await lockAttachments(tx, asks, answers);
    const open = asks.flatMap((ask, n) => (answers[n] === null ? [{ ask, n }] : []));
    const moment = { at, timeZone: getEnv().ORG_TIME_ZONE };
    const decisions = await decide(
      tx,
      open.map(({ ask }) => ask),
      moment,
    );
    const admitted: Admitted[] = [];
    decisions.forEach((decision, k) => {
      const { ask, n } = open[k] ?? never();
      if (decision.kind === "admitted") admitted.push({ ...decision, ask, n });
      else answers[n] = decision;
    });
    const departments = await store(tx, admitted);
    for (const { n, ask, outputTokensMax } of admitted) {
      const departmentId = departments.get(ask.attempt.attemptId) ?? null;
      answers[n] = { kind: "started", outputTokensMax, departmentId };
    }
    return answers.map((answer) => answer ?? never());
  });
}

type Admitted = { ask: StartAsk; n: number; outputTokensMax: number; hold: Hold };

/** A price that changed since it was looked up decides nothing: the hold and the pinned price are of one instant. */
async function decide(
  tx: Conn,
  asks: readonly StartAsk[],
  moment: Moment,
): Promise<(Decision | { kind: "stale" })[]> {
  if (asks.length === 0) return [];
  const wanted = asks.map(({ attempt: { target } }) => ({
    provider: target.provider.id,
    model: target.model,
  }));
  const [decisions, held] = await Promise.all([
    admit(tx, asks.map(toBudgetAsk), moment),
    tx.execute<HeldNow>(heldNow(wanted)),
  ]);
  const now = new Map(held.map((row) => [row.n, row]));
  return decisions.map((decision, n) => {
    const pinned = asks[n]?.attempt.target.price?.id ?? null;
    const mayRun = pinned !== null || now.get(n)?.may_run_unpriced === true;
    return mayRun && pinned === (now.get(n)?.price_id ?? null) ? decision : { kind: "stale" };
  });
}

function toBudgetAsk({ attempt, tried }: StartAsk) {
  return { attemptId: attempt.attemptId, caller: callerOf(attempt), worst: worstCaseOf(attempt), tried };
}

/** Locks the threads that go on, and answers those that cannot: null means that nothing is in the way. */
async function checkThreads(tx: Conn, asks: readonly StartAsk[]): Promise<(StartAnswer | null)[]> {
  const going = asks.flatMap(({ thread }) => (thread && thread.newTitle === null ? [thread] : []));
  if (going.length === 0)
    return deferTwins(
      asks,
      asks.map(() => null),
    );
  const [locked, ends] = await pipeline<[{ id: string }, ThreadEnd]>(tx, [
    lockThreads(going),
    readEnds(going),
  ]);
  const own = new Set(locked.map(({ id }) => id));
  const endOf = new Map(ends.map((end) => [end.thread_id, end]));
  const answers = asks.map(({ thread }): StartAnswer | null => {
    if (!thread || thread.newTitle !== null) return null;
    if (!own.has(thread.threadId)) return { kind: "refused", error: noThread() };
    const end = endOf.get(thread.threadId);
    if (end?.is_answering) return { kind: "refused", error: stillAnswering() };
    return isAsRead(thread, end) ? null : { kind: "stale" };
  });
  return deferTwins(asks, answers);
}

/** A branch is told by its last message: who chose another one has changed no position. */
function isAsRead({ lastPosition, lastShownId }: AskedThread, end: ThreadEnd | undefined): boolean {
  return (end?.position ?? 0) === lastPosition && (end?.last_shown_id ?? null) === lastShownId;
}

/** The organisation's limit, where a thread would count in it. */
async function readMostFor(tx: Conn, asks: readonly StartAsk[]): Promise<number | null> {
  return asks.some(({ thread }) => thread && countsAsNew(thread)) ? readMost(tx) : null;
}

function countsAsNew({ newTitle, temporary }: NonNullable<StartAsk["thread"]>): boolean {
  return newTitle !== null && !temporary;
}

type Limited = { asks: readonly StartAsk[]; answers: (StartAnswer | null)[]; most: number };

/** Refuses the new threads that are more than a member may have. */
async function refuseNewThreads(tx: Conn, { asks, answers, most }: Limited): Promise<void> {
  const fresh = asks.flatMap(({ thread }, n) =>
    answers[n] === null && thread && countsAsNew(thread) ? [{ n, ...thread }] : [],
  );
  const refusals = await refuseBeyondMost(
    tx,
    fresh.map(({ userId }) => userId),
    most,
  );
  refusals.forEach((error, k) => {
    const { n } = fresh[k] ?? never();
    if (error) answers[n] = { kind: "refused", error };
  });
}

/**
 * Of several sends with the same new attachment one gets it. All are locked here, before the budgets: under their locks
 * nobody may wait for a file.
 */
async function lockAttachments(
  tx: Conn,
  asks: readonly StartAsk[],
  answers: (StartAnswer | null)[],
): Promise<void> {
  const claims = (isNew: boolean) =>
    asks.map((ask, n) =>
      answers[n] === null ? (ask.claims ?? []).filter((one) => one.isNew === isNew) : [],
    );
  const [fresh, kept] = [claims(true), claims(false)];
  if (fresh.flat().length + kept.flat().length === 0) return;
  const [free, locked] = await pipeline<[Id, Id]>(tx, [lockUnsent(fresh.flat()), lockSent(kept.flat())]);
  const granted = grant(fresh, free.map(toId));
  const there = new Set(locked.map(toId));
  asks.forEach((_, n) => {
    if (!granted[n]) answers[n] = { kind: "refused", error: alreadySent() };
    else if (!kept[n]?.every(({ attachmentId }) => there.has(attachmentId)))
      answers[n] = { kind: "refused", error: beingErased() };
  });
}

type Id = { id: string };

function toId({ id }: Id): string {
  return id;
}

/** Two starts in one thread, or with one key, cannot be stored together: the second looks again after the first. */
function deferTwins(asks: readonly StartAsk[], answers: (StartAnswer | null)[]): (StartAnswer | null)[] {
  const seen = new Set<string>();
  return answers.map((answer, n) => {
    const { thread, run } = asks[n] ?? never();
    if (answer !== null) return answer;
    const marks = [
      ...(thread ? [thread.threadId] : []),
      ...(run ? [`${run.userId} ${run.idempotencyKey}`] : []),
    ];
    if (marks.some((mark) => seen.has(mark))) return { kind: "stale" };
    for (const mark of marks) seen.add(mark);
    return null;
  });
}

async function store(tx: Conn, admitted: readonly Admitted[]): Promise<Map<string, string | null>> {
  if (admitted.length === 0) return new Map();
  const asks = admitted.map(({ ask }) => ask);
  const threads = asks.flatMap(({ thread, attempt: { assistantId } }) =>
    thread && thread.newTitle !== null ? [{ ...thread, assistantId }] : [],
  );
  const replaced = asks.flatMap(({ thread }) =>
    thread && thread.hidesAfter !== null ? [{ ...thread, hidesAfter: thread.hidesAfter }] : [],
  );
  const messages = asks.flatMap((ask) => ask.messages);
  const runs = admitted.flatMap(({ ask: { run, attempt }, outputTokensMax }) =>
    run ? [{ ...run, outputTokensMax, cutToBudget: outputTokensMax < attempt.outputTokensMax }] : [],
  );
  const claims = asks.flatMap((ask) => ask.claims ?? []);
  const attempts = admitted.map(({ ask, outputTokensMax }) => ({ ...ask.attempt, outputTokensMax }));
  const before = [
    ...(threads.length > 0 ? [insertThreads(threads)] : []),
    ...(replaced.length > 0 ? [hideReplaced(replaced)] : []),
    ...(messages.length > 0 ? [insertMessages(messages)] : []),
    ...(claims.length > 0 ? [insertClaims(claims)] : []),
    ...(runs.length > 0 ? [insertRuns(runs)] : []),
  ];
  const holds = holdStatements(admitted.map(({ hold }) => hold));
  const results = await pipeline<Stored[]>(tx, [...before, insertAttempts(attempts), ...holds]);
  return new Map(results[before.length]?.map((row) => [row.id, row.department_id]));
}

type Stored = { id: string; department_id: string | null };

export function noThread(): AppError {
  return new AppError("not_found", "This thread does not exist or was deleted.");
}

export function stillAnswering(cause?: unknown): AppError {
  const options = cause === undefined ? {} : { cause };
  return new AppError(
    "conflict",
    "An answer is still being written in this thread: wait for it or stop it first.",
    options,
  );
}

function never(): never {
  throw new Error("Every ask has its place.");
}
