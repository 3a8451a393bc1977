import type { SQL } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { deskPerConnection } from "@/db/desk";
import { pipeline } from "@/db/pipeline";
import { type Settlement, settle } from "@/lib/budgets";
import { getEnv } from "@/lib/env";
import type { Booking } from "@/lib/ledger";
import { costOf } from "@/lib/pricing";
import { type Attempt, factsOf } from "./attempt";
import type { Judged } from "./judge-usage";
import { state } from "./live";
import {
  endAttempts,
  type FinalAnswer,
  finishRuns,
  nameThreads,
  selectMine,
  touchThreads,
  writeAnswers,
} from "./settle-writes";

/** The end of a call, and what it makes final. */
export type SettleAsk = {
  attempt: Attempt;
  /** Null where the provider surely did no work: the hold is given back. */
  judged: Judged | null;
  responseId: string | null;
  /** The run that ends with it, and its answer; null for a helper call. */
  final: FinalAnswer | null;
  /** A thread's new title; one given by a person stays. */
  title: string | null;
};

/** `cost` is null where the hold was given back; `titled` says whether the thread bears the title now. */
export type Settled = { kind: "settled"; cost: Booking | null; titled: boolean };
/** Somebody else settled the attempt before: what they stored stands. */
export type SettleAnswer = Settled | { kind: "late"; booking: Booking | null };

/**
 * Settles attempts exactly once, with the answer and the run that each makes final, several in one transaction
 * where several end at once. Threads are locked before budgets, as by every start.
 */
export const settleDesk = deskPerConnection<SettleAsk, SettleAnswer>((db, asks) =>
  db.transaction((tx) => settleAll(tx, asks)),
);

/** The same in the caller's transaction. */
export async function settleAll(tx: Conn, asks: readonly SettleAsk[]): Promise<SettleAnswer[]> {
  const bookings = asks.map(({ attempt, judged }) => judged && bookingOf(attempt, judged));
  const { titled } = await lockThreads(tx, asks);
  const settlements = asks.map(({ attempt }, n) => toSettlement(attempt, bookings[n] ?? null));
  const { settled, statements } = await settle(tx, settlements, getEnv().ORG_TIME_ZONE);
  const done = asks.filter(({ attempt }) => settled.has(attempt.attemptId));
  await pipeline(tx, [...statements, ...endings(done)]);
  const mine = await ownBefore(tx, asks, settled);
  return asks.map(({ attempt, title }, n) => {
    const booking = bookings[n] ?? null;
    if (!settled.has(attempt.attemptId) && !mine.has(attempt.attemptId)) return { kind: "late", booking };
    return { kind: "settled", cost: booking, titled: title !== null && titled.has(attempt.threadId) };
  });
}

async function lockThreads(tx: Conn, asks: readonly SettleAsk[]): Promise<{ titled: Set<string> }> {
  const active = asks.flatMap(({ attempt, final }) =>
    final && attempt.apiKeyId === null ? [attempt.threadId] : [],
  );
  const named = asks.flatMap(({ attempt: { threadId }, title }) =>
    title === null ? [] : [{ threadId, title }],
  );
  const touching = active.length > 0 ? [touchThreads(active)] : [];
  const naming = named.length > 0 ? [nameThreads(named)] : [];
  if (touching.length + naming.length === 0) return { titled: new Set() };
  const results = await pipeline<{ id: string }[]>(tx, [...touching, ...naming]);
  const titled = naming.length > 0 ? (results.at(-1) ?? []) : [];
  return { titled: new Set(titled.map(({ id }) => id)) };
}

function endings(done: readonly SettleAsk[]): SQL[] {
  if (done.length === 0) return [];
  const finals = done.flatMap(({ final }) => (final ? [final] : []));
  const answers = finals.filter(({ answerMessageId }) => answerMessageId !== null);
  const ends = done.map(toEnd).filter((end) => end.isVoided || end.canBeAsked);
  return [
    ...(ends.length > 0 ? [endAttempts(ends)] : []),
    ...(finals.length > 0 ? [finishRuns(finals)] : []),
    ...(answers.length > 0 ? [writeAnswers(answers)] : []),
  ];
}

/** What is posted ends with its entry; here follow those without one, and those to ask about again. */
function toEnd({ attempt, judged, responseId }: SettleAsk) {
  const canBeAsked = judged?.certainty === "estimated" && responseId !== null;
  return {
    attemptId: attempt.attemptId,
    responseId: judged && responseId,
    canBeAsked,
    isVoided: judged === null,
  };
}

function toSettlement(attempt: Attempt, booking: Booking | null): Settlement {
  const facts = factsOf(attempt);
  return booking ? { attempt: facts, state: "posted", booking } : { attempt: facts, state: "voided" };
}

/** What a judged call is booked with. Without a price the tokens are known and the dollars are not. */
export function bookingOf(
  { target, serviceTier }: Pick<Attempt, "target" | "serviceTier">,
  judged: Judged,
): Booking {
  if (!target.price) return { ...judged, costPicoUsd: 0n, certainty: "unpriced" };
  return { ...judged, costPicoUsd: costOf(judged.usage, target.price, serviceTier) };
}

/** After a lost connection nobody knows whether a settlement was stored: what this process settled is no surprise. */
async function ownBefore(tx: Conn, asks: readonly SettleAsk[], settled: Set<string>): Promise<Set<string>> {
  const others = asks.flatMap(({ attempt: { attemptId } }) => (settled.has(attemptId) ? [] : [attemptId]));
  if (others.length === 0) return new Set();
  const rows = await tx.execute<{ id: string }>(selectMine(others, state.processId));
  return new Set(rows.map(({ id }) => id));
}
