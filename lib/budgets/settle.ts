import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { isOneOf, recordset } from "@/db/recordset";
import {
  type AttemptFacts,
  type Booking,
  type ClosedReservation,
  type ClosedRow,
  closeReservations,
  entryStatements,
  lockAttempts,
  type NewEntry,
  toClosed,
} from "@/lib/ledger";
import { log } from "@/lib/log";
import type { PicoUsd } from "@/lib/money";
import { alertStatements } from "./alerts";
import type { CountedColumns } from "./count";
import { budgetsLock } from "./lock";
import { dayOf, monthOf } from "./periods";
import { tellEnds } from "./tell";
import type { Amount, BudgetUnit } from "./types";

/** The end of an attempt: booked with what it cost, or its hold given back where nothing can have been charged. */
export type Settlement = { attempt: AttemptFacts } & (
  | { state: "posted"; booking: Booking }
  | { state: "voided" | "expired" }
);

/**
 * Closes the reservations of attempts and locks their budgets. Answers the statements that write all that follows,
 * to be sent in the same transaction, and which attempts are settled by them: the others were settled before.
 */
export async function settle(
  tx: Conn,
  settlements: readonly Settlement[],
  timeZone: string,
): Promise<{ settled: Set<string>; statements: SQL[] }> {
  const ends = settlements.map(({ attempt, state }) => ({ attemptId: attempt.attemptId, state }));
  type Nothing = Record<string, unknown>;
  const [, , closedRows, shareRows] = await pipeline<[Nothing, Nothing, ClosedRow, ShareRow]>(tx, [
    lockAttempts(ends),
    budgetsLock("shared"),
    closeReservations(ends),
    lockShares(ends),
  ]);
  const closed = new Map(closedRows.map((row) => [row.attempt_id, toClosed(row)]));
  const ended = settlements.flatMap((settlement) => {
    const reservation = closed.get(settlement.attempt.attemptId);
    return reservation ? [{ settlement, reservation }] : [];
  });
  tellEnds(ended.map(({ settlement }) => settlement));
  const shares = shareRows.filter((row) => closed.has(row.attempt_id));
  const moves = shares.map((share) => toMove(share, ended));
  const entries = ended.flatMap(({ settlement, reservation }) => toEntry(settlement, reservation, timeZone));
  return {
    settled: new Set(closed.keys()),
    statements: [
      ...entryStatements(entries),
      ...moveStatements(moves),
      ...alertStatements({ rows: shares, moves, entries, timeZone }),
    ],
  };
}

/** The row of a budget's period, locked, as it was before. */
export type LockedRow = CountedColumns & {
  starts_at: string;
  limit_amount: string;
  thresholds: number[];
  spent_amount: string;
};

type ShareRow = LockedRow & { attempt_id: string; amount: string };

/** The columns of a `LockedRow`, of `budget_periods p` and `budgets b`. */
export const lockedColumns =
  sql.raw(`p.budget_id, p.subject_id, p.starts_at, b.scope, b.scope_id, b.period, b.unit,
  b.limit_amount, b.thresholds, p.spent_amount`);

/** What the attempts hold in which budgets, those rows locked in key order. */
function lockShares(ends: readonly { attemptId: string }[]): SQL {
  return sql`
    select r.attempt_id, s.amount, ${lockedColumns}
    from reservation_budgets s join reservations r on r.id = s.reservation_id
    join budgets b on b.id = s.budget_id
    join budget_periods p on p.budget_id = s.budget_id and p.subject_id = s.subject_id and p.starts_at = s.starts_at
    where s.reservation_id = any(array(
      select id from reservations where ${isOneOf(
        sql`attempt_id`,
        ends.map(({ attemptId }) => attemptId),
      )}))
    order by p.budget_id, p.subject_id, p.starts_at for update of p`;
}

type Ended = { settlement: Settlement; reservation: ClosedReservation };

/** What one budget's row is raised by: negative for a hold that is given back. */
export type Move = {
  budgetId: string;
  subjectId: string;
  startsAt: string;
  spent: Amount;
  reserved: Amount;
};

function toMove(share: ShareRow, ended: readonly Ended[]): Move {
  const settlement = ended.find(({ settlement: s }) => s.attempt.attemptId === share.attempt_id)?.settlement;
  if (!settlement) throw new Error("A share without its settlement.");
  const { budget_id: budgetId, subject_id: subjectId, starts_at: startsAt, amount } = share;
  const spent = settlement.state === "posted" ? amountSpent(share.unit, settlement) : 0n;
  return { budgetId, subjectId, startsAt, spent, reserved: -BigInt(amount) };
}

/** What a booked attempt takes of a budget in the unit. */
export function amountSpent(
  unit: BudgetUnit,
  { attempt, booking }: { attempt: AttemptFacts; booking: Booking },
): Amount {
  if (unit === "usd") return booking.costPicoUsd;
  const { inputTokens, outputTokens } = booking.usage;
  return unit === "tokens" ? BigInt(inputTokens + outputTokens) : attempt.purpose === "answer" ? 1n : 0n;
}

/** Adds the moves to their budgets' rows; several of one row are added up. */
export function moveStatements(moves: readonly Move[]): SQL[] {
  if (moves.length === 0) return [];
  const columns = '"budgetId" uuid, "subjectId" text, "startsAt" timestamptz, spent bigint, reserved bigint';
  return [
    sql`
      update budget_periods p
      set spent_amount = p.spent_amount + m.spent, reserved_amount = p.reserved_amount + m.reserved
      from (select "budgetId", "subjectId", "startsAt", sum(spent)::bigint as spent, sum(reserved)::bigint as reserved
            from ${recordset(moves, columns)} group by 1, 2, 3) m
      where p.budget_id = m."budgetId" and p.subject_id = m."subjectId" and p.starts_at = m."startsAt"`,
  ];
}

/** What a provider charged beyond the hold. */
export function overrunOf({ costPicoUsd }: Booking, held: PicoUsd): PicoUsd {
  return costPicoUsd > held ? costPicoUsd - held : 0n;
}

function toEntry(settlement: Settlement, reservation: ClosedReservation, timeZone: string): NewEntry[] {
  if (settlement.state !== "posted") return [];
  const { attempt, booking } = settlement;
  const { occurredAt, amountPicoUsd } = reservation;
  const overrunPicoUsd = overrunOf(booking, amountPicoUsd);
  if (overrunPicoUsd > 0n) {
    const { attemptId, provider, model } = attempt;
    log.error(
      { attemptId, provider, model, overrunPicoUsd: String(overrunPicoUsd) },
      "a provider charged more than was held",
    );
  }
  const day = dayOf(occurredAt, timeZone);
  const month = monthOf(occurredAt, timeZone);
  const plain = { kind: "usage" as const, inBudgets: true, adjustedBy: null, adjustedWhy: null };
  return [{ ...attempt, ...booking, ...plain, overrunPicoUsd, occurredAt, day, month }];
}
