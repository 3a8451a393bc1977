import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { isId } from "@/db/id";
import { attempts, entries, messages, prices, runs, threads, users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { bookedOf } from "@/lib/ledger";
import type { Ctx } from "@/lib/org/types";
import { toPrice } from "@/lib/pricing";
import { isOwn } from "../threads/own";
import type { AnswerDetails, CallCorrection, CallDetails } from "../types";
import { formulaOf } from "./formula";

const CALLS_MAX = 50;

/**
 * Every call that was made for an answer in one of the caller's threads, its title's too, and how each amount comes
 * about. Throws `not_found`, also for an answer that came in from elsewhere and so has no call.
 */
export async function getAnswerDetails(
  ctx: Ctx,
  { messageId }: { messageId: string },
): Promise<AnswerDetails> {
  return detailsOf(ctx.db, await getRun(ctx, messageId));
}

/** The same for one of the caller's runs, also where its thread is gone or a program made it. Throws `not_found`. */
export async function getRunDetails(ctx: Ctx, { runId }: { runId: string }): Promise<AnswerDetails> {
  const [run] = isId(runId)
    ? await ctx.db
        .select({ id: runs.id, firstTokenAt: runs.firstTokenAt })
        .from(runs)
        .where(and(eq(runs.id, runId), eq(runs.userId, ctx.actor.userId)))
        .limit(1)
    : [];
  if (!run) throw new AppError("not_found", "There is no such run.");
  return detailsOf(ctx.db, run);
}

async function detailsOf(conn: Conn, run: Run): Promise<AnswerDetails> {
  const rows = await readCalls(conn, run.id);
  const corrections = await readCorrections(
    conn,
    rows.map(({ attempt }) => attempt.id),
  );
  const calls = rows.map((row) => toCall(row, run, corrections.get(row.attempt.id) ?? []));
  const answers = calls.filter(({ purpose }) => purpose === "answer");
  return {
    calls,
    costPicoUsd: answers.reduce((sum, { costPicoUsd }) => sum + (costPicoUsd ?? 0n), 0n),
  };
}

type Run = { id: string; firstTokenAt: Date | null };

/** A copy's run is that of the message it is a copy of. */
async function getRun(ctx: Ctx, messageId: string): Promise<Run> {
  const [run] = isId(messageId)
    ? await ctx.db
        .select({ id: runs.id, firstTokenAt: runs.firstTokenAt })
        .from(messages)
        .innerJoin(threads, and(eq(threads.id, messages.threadId), isOwn(ctx)))
        .innerJoin(runs, eq(runs.answerMessageId, sql`coalesce(${messages.copyOfId}, ${messages.id})`))
        .where(eq(messages.id, messageId))
        .limit(1)
    : [];
  if (!run) throw new AppError("not_found", "Nothing is recorded of this answer here.");
  return run;
}

function readCalls(conn: Conn, runId: string) {
  return conn
    .select({ attempt: attempts, price: prices, setBy: users.name })
    .from(attempts)
    .leftJoin(prices, eq(prices.id, attempts.priceId))
    .leftJoin(users, eq(users.id, prices.createdBy))
    .where(eq(attempts.runId, runId))
    .orderBy(asc(attempts.purpose), asc(attempts.number))
    .limit(CALLS_MAX);
}

type CallRow = Awaited<ReturnType<typeof readCalls>>[number];
type Correction = CallCorrection & { serviceTier: CallRow["attempt"]["serviceTier"] };

/** By attempt, the oldest first. Each is a pair of entries, one that takes back and one that books, in one transaction. */
async function readCorrections(conn: Conn, attemptIds: string[]): Promise<Map<string, Correction[]>> {
  const found = new Map<string, Correction[]>();
  if (attemptIds.length === 0) return found;
  const rows = await conn
    .select({
      attemptId: entries.attemptId,
      recordedAt: entries.recordedAt,
      why: sql<string>`min(${entries.adjustedWhy})`,
      by: sql<string | null>`min(${users.name})`,
      differencePicoUsd: sql<bigint>`sum(${entries.costPicoUsd})`.mapWith(BigInt),
      serviceTier: sql<
        Correction["serviceTier"]
      >`(array_agg(${entries.serviceTier} order by ${entries.id} desc))[1]`,
    })
    .from(entries)
    .leftJoin(users, eq(users.id, entries.adjustedBy))
    .where(and(inArray(entries.attemptId, attemptIds), eq(entries.kind, "adjustment")))
    .groupBy(entries.attemptId, entries.recordedAt)
    .orderBy(asc(entries.recordedAt))
    .limit(CALLS_MAX);
  for (const { attemptId, ...correction } of rows) {
    found.set(attemptId, [...(found.get(attemptId) ?? []), correction]);
  }
  return found;
}

function toCall({ attempt, price: row, setBy }: CallRow, run: Run, corrections: Correction[]): CallDetails {
  const { purpose, number, provider, model, dispatchedAt, endedAt, certaintyReason } = attempt;
  const booked = bookedOf(attempt);
  const price = row && { ...toPrice(row), setBy };
  const serviceTier = corrections.at(-1)?.serviceTier ?? attempt.serviceTier;
  const isTimed = dispatchedAt !== null && purpose === "answer";
  return {
    ...{ purpose, number, provider, model, dispatchedAt, certaintyReason, price, serviceTier },
    simulated: provider === "demo",
    status: statusOf(attempt),
    durationMs: dispatchedAt && endedAt ? endedAt.getTime() - dispatchedAt.getTime() : null,
    firstTokenMs: isTimed && run.firstTokenAt ? run.firstTokenAt.getTime() - dispatchedAt.getTime() : null,
    usage: booked?.usage ?? null,
    costPicoUsd: booked?.costPicoUsd ?? null,
    certainty: booked?.certainty ?? null,
    formula: booked && price ? formulaOf(booked.usage, price, serviceTier) : null,
    corrections: corrections.map(({ recordedAt, why, by, differencePicoUsd }) => ({
      ...{ recordedAt, why, by, differencePicoUsd },
    })),
  };
}

function statusOf({ dispatchedAt, endedAt, costPicoUsd }: CallRow["attempt"]): CallDetails["status"] {
  if (!endedAt) return dispatchedAt ? "running" : "waiting";
  return costPicoUsd === null ? "not_charged" : "charged";
}
