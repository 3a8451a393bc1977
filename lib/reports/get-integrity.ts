import { type AnyColumn, and, between, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { attempts, entries, reservations, users } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "./admin-only";
import { costRows } from "./cost-rows";
import { readChecks } from "./integrity/read";
import type { Integrity, MonthCertainty, OpenCalls } from "./integrity-types";
import { listAdjustments } from "./list-adjustments";
import { isEstimate, listEstimates } from "./list-estimates";
import { type Span, spanOf } from "./span";

/** The others are on a page of their own. */
const ESTIMATES_SHOWN = 20;
const ADJUSTMENTS_SHOWN = 50;
/** More are no number that anybody needs. */
const COUNTED_MAX = 1_000;

/**
 * What the last check of everything found, and what is not exact now. Checks nothing by itself, so that it answers at
 * once. For admins, a member gets `not_found`.
 */
export async function getIntegrity(ctx: Ctx, input: { now?: Date | undefined } = {}): Promise<Integrity> {
  assertAdmin(ctx.actor);
  const span = spanOf(input);
  const [checks, certainty, overruns, open, estimates, adjustments] = await Promise.all([
    readChecks(ctx.db),
    readCertainty(ctx, span),
    readOverruns(ctx),
    readOpen(ctx),
    readEstimates(ctx),
    listAdjustments(ctx, ADJUSTMENTS_SHOWN),
  ]);
  const { readAt, timeZone, month } = span;
  return { readAt, timeZone, month, ...checks, certainty, overruns, open, estimates, adjustments };
}

/** All calls out of the roll-ups, and those that are not exact now by the index of them: no call ends before its day. */
async function readCertainty(ctx: Ctx, { firstDay, lastDay }: Span): Promise<MonthCertainty> {
  const rows = costRows({ from: firstDay, to: lastDay, group: null, filters: {} });
  const [all] = await ctx.db.execute<{ calls: string; cost: string }>(
    sql`select coalesce(sum(calls), 0) as calls, coalesce(sum(cost_pico_usd), 0) as cost from (${rows}) rows`,
  );
  const estimated = sql`${attempts.certainty} = 'estimated'`;
  const [inexact] = await ctx.db
    .select({
      estimatedCalls: countOf(estimated),
      estimatedPicoUsd: sumOf(attempts.costPicoUsd, estimated),
      unpricedCalls: countOf(sql`${attempts.certainty} = 'unpriced'`),
    })
    .from(attempts)
    .innerJoin(entries, and(eq(entries.attemptId, attempts.id), eq(entries.kind, "usage")))
    .where(
      and(
        sql`${attempts.certainty} <> 'exact' and ${attempts.endedAt} >= ${firstDay}::timestamp at time zone 'UTC' - interval '15 hours'`,
        between(entries.day, firstDay, lastDay),
      ),
    );
  if (!all || !inexact) throw new Error("An aggregate without groups always has one row.");
  return { calls: Number(all.calls), costPicoUsd: BigInt(all.cost), ...inexact };
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
  const counted = ctx.db
    .select({ id: attempts.id })
    .from(attempts)
    .where(isEstimate)
    .limit(COUNTED_MAX + 1);
  return { count: await ctx.db.$count(counted.as("counted")), newest: calls };
}
