import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { type AttemptFacts, type Booking, entryStatements, type NewEntry } from "@/lib/ledger";
import { budgetsLock } from "./lock";
import { dayOf, monthOf, periodStarts } from "./periods";

export type Correction = {
  attempt: AttemptFacts;
  /** What the attempt's entries say together now; read under the lock of its row. */
  booked: Booking;
  right: Booking;
  /** When the attempt was admitted. */
  occurredAt: Date;
  /** The admin who corrects; null for Purser itself. */
  adjustedBy: string | null;
  /** A sentence. */
  why: string;
  now: Date;
  timeZone: string;
};

/**
 * Corrects a settled attempt by appending: one entry takes back what is booked, one books what is right, both at
 * the attempt's own instant, and every budget of those periods follows. A month that is over does not move: then
 * the difference alone is booked now, and counts in no budget. The caller has locked the attempt's row.
 */
export async function adjust(tx: Conn, correction: Correction): Promise<void> {
  await tx.execute(budgetsLock("shared"));
  const { occurredAt, now, timeZone } = correction;
  const isOver = monthOf(occurredAt, timeZone) !== monthOf(now, timeZone);
  const entries = isOver ? [lateEntry(correction)] : [takenBack(correction), booked(correction)];
  const budgets = isOver ? [] : [moveBudgets(correction)];
  await pipeline(tx, [...entryStatements(entries), ...budgets]);
}

function takenBack(correction: Correction): NewEntry {
  return { ...rowOf(correction, correction.occurredAt), ...negative(correction.booked) };
}

function booked(correction: Correction): NewEntry {
  return { ...rowOf(correction, correction.occurredAt), ...correction.right };
}

function lateEntry(correction: Correction): NewEntry {
  const { booked: before, right, now } = correction;
  return { ...rowOf(correction, now), ...difference(right, before), inBudgets: false };
}

function rowOf({ attempt, adjustedBy, why, timeZone }: Correction, at: Date) {
  return {
    ...attempt,
    kind: "adjustment" as const,
    overrunPicoUsd: 0n,
    inBudgets: true,
    adjustedBy,
    adjustedWhy: why,
    occurredAt: at,
    day: dayOf(at, timeZone),
    month: monthOf(at, timeZone),
  };
}

function negative(booking: Booking): Booking {
  const nothing = {
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
  };
  return difference({ ...booking, usage: nothing, costPicoUsd: 0n }, booking);
}

/** `a − b`, as certain as `a`. */
function difference(a: Booking, b: Booking): Booking {
  return {
    ...a,
    usage: {
      inputTokens: a.usage.inputTokens - b.usage.inputTokens,
      cachedInputTokens: a.usage.cachedInputTokens - b.usage.cachedInputTokens,
      cacheWriteTokens: a.usage.cacheWriteTokens - b.usage.cacheWriteTokens,
      outputTokens: a.usage.outputTokens - b.usage.outputTokens,
      reasoningTokens: a.usage.reasoningTokens - b.usage.reasoningTokens,
    },
    costPicoUsd: a.costPicoUsd - b.costPicoUsd,
  };
}

/** By what the entry belongs to, not by what was held: a budget may have been set since and counts the entry, too. */
function moveBudgets({ attempt, booked: before, right, occurredAt, timeZone }: Correction): SQL {
  const starts = periodStarts({ at: occurredAt, timeZone });
  const tokens = (booking: Booking) => booking.usage.inputTokens + booking.usage.outputTokens;
  const usd = right.costPicoUsd - before.costPicoUsd;
  const start = sql`case b.period when 'day' then ${starts.day.toISOString()}::timestamptz
    when 'week' then ${starts.week.toISOString()}::timestamptz
    when 'month' then ${starts.month.toISOString()}::timestamptz else ${starts.total.toISOString()}::timestamptz end`;
  return sql`
    with due as (
      select p.budget_id, p.subject_id, p.starts_at, b.unit from budget_periods p join budgets b on b.id = p.budget_id
      where b.unit <> 'messages' and p.starts_at = ${start} and case b.scope
        when 'org' then true
        when 'department' then b.scope_id = ${attempt.departmentId}
        when 'plan' then p.subject_id = ${attempt.userId}
        when 'department_member' then p.subject_id = ${attempt.userId}
        when 'member' then b.scope_id = ${attempt.userId}
        when 'self' then b.scope_id = ${attempt.userId}
        when 'assistant' then b.scope_id = ${attempt.assistantId}
        when 'thread' then b.scope_id = ${attempt.threadId}
        when 'api_key' then b.scope_id = ${attempt.apiKeyId}
        else b.scope_id = ${`${attempt.provider}/${attempt.model}`} end
      order by p.budget_id, p.subject_id, p.starts_at for update of p)
    update budget_periods p set spent_amount = p.spent_amount
      + case due.unit when 'usd' then ${String(usd)}::bigint else ${tokens(right) - tokens(before)}::bigint end
    from due where p.budget_id = due.budget_id and p.subject_id = due.subject_id and p.starts_at = due.starts_at`;
}
