import { type AnyColumn, and, between, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attempts, entries, reservations, users } from "@/db/schema";
import { getEnv } from "@/lib/env";
import { verifyLedger } from "@/lib/ledger";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import type { Integrity, MonthCertainty, OpenCalls } from "./integrity-types";
import { listAdjustments } from "./list-adjustments";
import { isEstimate, listEstimates } from "./list-estimates";
import { type Span, spanOf } from "./span";

/** The others are on a page of their own. */
const ESTIMATES_SHOWN = 20;
const ADJUSTMENTS_SHOWN = 50;

/**
 * Re-adds the whole ledger and counts what is not exact; on a big ledger this takes a while. For admins, a member gets
 * `not_found`.
 */
export async function getIntegrity(ctx: Ctx, input: { now?: Date | undefined } = {}): Promise<Integrity> {
  assertAdmin(ctx.actor);
  const span = spanOf(input);
  return {
    readAt: span.readAt,
    timeZone: span.timeZone,
    month: span.month,
    ledger: await verifyLedger(ctx.db, getEnv().ORG_TIME_ZONE),
    certainty: await readCertainty(ctx, span),
    overruns: await readOverruns(ctx),
    open: await readOpen(ctx),
    estimates: await readEstimates(ctx),
    adjustments: await listAdjustments(ctx, ADJUSTMENTS_SHOWN),
  };
}

/** By what is known of each call now, corrections included. */
async function readCertainty(ctx: Ctx, span: Span): Promise<MonthCertainty> {
  const estimated = sql`${attempts.certainty} = 'estimated'`;
  const [row] = await ctx.db
    .select({
      calls: count(),
      costPicoUsd: sumOf(attempts.costPicoUsd, sql`true`),
      estimatedCalls: countOf(estimated),
      estimatedPicoUsd: sumOf(attempts.costPicoUsd, estimated),
      unpricedCalls: countOf(sql`${attempts.certainty} = 'unpriced'`),
    })
    .from(entries)
    .innerJoin(attempts, eq(attempts.id, entries.attemptId))
    .where(and(eq(entries.kind, "usage"), between(entries.day, span.firstDay, span.lastDay)));
  if (!row) throw new Error("An aggregate without groups always has one row.");
  return row;
}

function countOf(condition: SQL) {
  return sql<number>`count(*) filter (where ${condition})`.mapWith(Number);
}

function sumOf(column: AnyColumn, condition: SQL) {
  return sql<PicoUsd>`coalesce(sum(${column}) filter (where ${condition}), 0)`.mapWith(BigInt);
}

async function readOverruns(ctx: Ctx): Promise<Integrity["overruns"]> {
  const byCall = ctx.db
    .select({ amount: sql`sum(${entries.overrunPicoUsd})`.as("amount") })
    .from(entries)
    .where(sql`${entries.overrunPicoUsd} <> 0`)
    .groupBy(entries.attemptId)
    .as("by_call");
  const [row] = await ctx.db
    .select({
      calls: count(),
      amountPicoUsd: sql<PicoUsd>`coalesce(sum(${byCall.amount}), 0)`.mapWith(BigInt),
    })
    .from(byCall)
    .where(sql`${byCall.amount} > 0`);
  return row ?? { calls: 0, amountPicoUsd: 0n };
}

async function readOpen(ctx: Ctx): Promise<OpenCalls> {
  const open = await ctx.db.$count(attempts, isNull(attempts.endedAt));
  const [oldest] = await ctx.db
    .select({ since: reservations.occurredAt, memberName: users.name, model: attempts.model })
    .from(attempts)
    .innerJoin(reservations, eq(reservations.attemptId, attempts.id))
    .innerJoin(users, eq(users.id, attempts.userId))
    .where(isNull(attempts.endedAt))
    .orderBy(reservations.occurredAt, attempts.id)
    .limit(1);
  return { count: open, oldest: oldest ?? null };
}

async function readEstimates(ctx: Ctx): Promise<Integrity["estimates"]> {
  const { calls } = await listEstimates(ctx, { limit: ESTIMATES_SHOWN });
  return { count: await ctx.db.$count(attempts, isEstimate), newest: calls };
}
