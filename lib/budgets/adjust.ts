import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { type AttemptFacts, type Booking, entryStatements, type NewEntry } from "@/lib/ledger";
import type { PicoUsd } from "@/lib/money";
import { alertStatements } from "./alerts";
import { startAt } from "./at-moment";
import { lockBudgetsAlone } from "./lock";
import { dayOf, monthOf } from "./periods";
import { amountSpent, type LockedRow, lockedColumns, type Move, moveStatements, overrunOf } from "./settle";
import { tellCorrection } from "./tell";

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
 * the attempt's own instant, and every budget of those periods follows, with its alerts. A month that is over does not
 * move: then the difference alone is booked now, and counts in no budget. The caller has locked the attempt's row.
 */
export async function adjust(tx: Conn, correction: Correction): Promise<void> {
  // Alone: a share that another is opening would neither count the correction nor be found by it.
  await lockBudgetsAlone(tx);
  tellCorrection(correction);
  const { occurredAt, now, timeZone } = correction;
  if (monthOf(occurredAt, timeZone) !== monthOf(now, timeZone)) {
    const [held] = await pipeline<[Held]>(tx, [readHeld(correction)]);
    await pipeline(tx, entryStatements([lateEntry(correction, amountOf(held))]));
    return;
  }
  // As by every settlement: the budgets' rows are locked before those of the roll-ups.
  const [held, rows] = await pipeline<[Held, LockedRow]>(tx, [readHeld(correction), lockBudgets(correction)]);
  const moves = rows.map((row) => toMove(row, correction));
  const entries = pairOfEntries(correction, amountOf(held));
  await pipeline(tx, [
    ...entryStatements(entries),
    ...moveStatements(moves),
    ...alertStatements({ rows, moves, entries, timeZone }),
  ]);
}

type Held = { amount: string };

function readHeld({ attempt }: Correction): SQL {
  return sql`select amount_pico_usd as amount from reservations where attempt_id = ${attempt.attemptId}::uuid`;
}

function amountOf([row]: readonly Held[]): PicoUsd {
  if (!row) throw new Error("An attempt without a reservation.");
  return BigInt(row.amount);
}

function pairOfEntries(correction: Correction, held: PicoUsd): NewEntry[] {
  const { booked: before, right, occurredAt } = correction;
  const row = rowOf(correction, occurredAt);
  return [
    { ...row, ...difference(nothing(before), before), overrunPicoUsd: -overrunOf(before, held) },
    { ...row, ...right, overrunPicoUsd: overrunOf(right, held) },
  ];
}

function lateEntry(correction: Correction, held: PicoUsd): NewEntry {
  const { booked: before, right, now } = correction;
  const overrunPicoUsd = overrunOf(right, held) - overrunOf(before, held);
  return { ...rowOf(correction, now), ...difference(right, before), overrunPicoUsd, inBudgets: false };
}

function rowOf({ attempt, adjustedBy, why, timeZone }: Correction, at: Date) {
  return {
    ...attempt,
    kind: "adjustment" as const,
    inBudgets: true,
    adjustedBy,
    adjustedWhy: why,
    occurredAt: at,
    day: dayOf(at, timeZone),
    month: monthOf(at, timeZone),
  };
}

function nothing(booking: Booking): Booking {
  const usage = {
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: 0,
    reasoningTokens: 0,
  };
  return { ...booking, usage, costPicoUsd: 0n };
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

/**
 * The rows of every budget that counts the attempt's entries, locked in key order. By what the entries belong to, not
 * by what was held: a budget may have been set since. A plan's or department's share is the one the member has now.
 */
function lockBudgets({ attempt, occurredAt, timeZone }: Correction): SQL {
  return sql`
    select ${lockedColumns}
    from budget_periods p join budgets b on b.id = p.budget_id join users u on u.id = ${attempt.userId}::uuid
    where p.starts_at = ${startAt(sql`b.period`, { at: occurredAt, timeZone })}
      and case b.scope
        when 'org' then true
        when 'department' then b.scope_id = ${attempt.departmentId}
        when 'plan' then b.scope_id = u.plan_id::text and p.subject_id = u.id::text
        when 'department_member' then b.scope_id = u.department_id::text and p.subject_id = u.id::text
        when 'member' then b.scope_id = u.id::text
        when 'self' then b.scope_id = u.id::text
        when 'assistant' then b.scope_id = ${attempt.assistantId}
        when 'thread' then b.scope_id = ${attempt.threadId}
        when 'api_key' then b.scope_id = ${attempt.apiKeyId}
        else b.scope_id = ${`${attempt.provider}/${attempt.model}`} end
    order by p.budget_id, p.subject_id, p.starts_at for update of p`;
}

/** A corrected message stays one message. */
function toMove(row: LockedRow, { attempt, booked: before, right }: Correction): Move {
  const { budget_id: budgetId, subject_id: subjectId, starts_at: startsAt, unit } = row;
  const spent =
    amountSpent(unit, { attempt, booking: right }) - amountSpent(unit, { attempt, booking: before });
  return { budgetId, subjectId, startsAt, spent, reserved: 0n };
}
