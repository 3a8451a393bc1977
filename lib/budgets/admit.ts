import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import type { AppError } from "@/lib/errors";
import { insertReservations, type NewReservation } from "@/lib/ledger";
import type { PicoUsd } from "@/lib/money";
import { amountHeld, fitInto, isUsedUp } from "./fit";
import { lockPeriods, type PeriodRow } from "./lock-periods";
import type { Moment } from "./periods";
import { insertShares, type Share } from "./shares";
import { tellDecisions } from "./tell";
import type { UsedUp } from "./tell-used-up";
import type { Amount, Caller, WorstCase } from "./types";
import { budgetExceeded, downgraded } from "./words";

/** A call that wants to be made. */
export type Ask = {
  attemptId: string;
  caller: Caller;
  worst: WorstCase;
  /** Models that were tried already; a budget does not ask for one of them again. */
  tried: readonly string[];
};

export type Decision =
  | { kind: "admitted"; outputTokensMax: number; amountPicoUsd: PicoUsd; hold: Hold }
  /** Ask again with this model (`provider/model`): a budget has too little left for the one asked for. */
  | { kind: "downgrade"; to: string; because: string }
  /** `usedUp` where it shows that a budget is at its end. */
  | { kind: "refused"; error: AppError; usedUp?: UsedUp };

/** What an admitted call holds, to be written with `holdStatements` once its attempt is. */
export type Hold = { reservation: NewReservation; shares: Share[] };

/**
 * Decides about calls in the order given, over every budget that applies to each, and locks those budgets until
 * the commit. What the admitted ones hold is written by `holdStatements`, in the same transaction, after their attempts.
 */
export async function admit(tx: Conn, asks: readonly Ask[], moment: Moment): Promise<Decision[]> {
  const callers = asks.map((ask) => ask.caller);
  const rows = await lockPeriods(tx, callers, moment);
  const book = new Book(rows);
  const decisions = asks.map((ask, n) => decide(ask, book.rowsOf(n), { book, moment }));
  tellDecisions(asks, decisions);
  return decisions;
}

function decide(ask: Ask, rows: PeriodRow[], { book, moment }: { book: Book; moment: Moment }): Decision {
  const fit = fitInto(rows, ask.worst, ask.tried);
  if (fit.kind === "refused") {
    const usedUp = isUsedUp(fit.row, ask.worst) ? { usedUp: { ...fit.row, model: ask.caller.model } } : {};
    return { kind: "refused", error: budgetExceeded(fit.row, moment), ...usedUp };
  }
  if (fit.kind === "downgrade") {
    return { kind: "downgrade", to: fit.to, because: downgraded(fit.row, moment.timeZone) };
  }
  const { outputTokensMax } = fit;
  const shares = rows.map((row) => book.raise(row, amountHeld(row.unit, ask.worst, outputTokensMax)));
  const amountPicoUsd = amountHeld("usd", ask.worst, outputTokensMax);
  const { attemptId, caller } = ask;
  const { userId } = caller;
  const reservation = { reservationId: newId(), attemptId, userId, amountPicoUsd, occurredAt: moment.at };
  return { kind: "admitted", outputTokensMax, amountPicoUsd, hold: { reservation, shares } };
}

/** The statements that write holds: reservations, the budgets they count in, and those budgets' rows. */
export function holdStatements(holds: readonly Hold[]): SQL[] {
  if (holds.length === 0) return [];
  const statements = [insertReservations(holds.map((hold) => hold.reservation))];
  const shares = holds.flatMap(({ reservation, shares }) =>
    shares.map((share) => ({ reservationId: reservation.reservationId, ...share })),
  );
  if (shares.length > 0) statements.push(raise(shares));
  return statements;
}

function raise(shares: Parameters<typeof insertShares>[0]): SQL {
  return sql`
    with share as (${insertShares(shares)} returning budget_id, subject_id, starts_at, amount)
    update budget_periods p set reserved_amount = p.reserved_amount + raised.amount
    from (select budget_id, subject_id, starts_at, sum(amount)::bigint as amount from share group by 1, 2, 3) raised
    where p.budget_id = raised.budget_id and p.subject_id = raised.subject_id and p.starts_at = raised.starts_at`;
}

/** The locked rows while several calls are decided one after the other: each sees what those before it hold. */
class Book {
  readonly #raised = new Map<string, Amount>();
  readonly #byCaller = new Map<number, PeriodRow[]>();

  constructor(rows: readonly PeriodRow[]) {
    for (const row of rows) this.#byCaller.set(row.n, [...(this.#byCaller.get(row.n) ?? []), row]);
  }

  rowsOf(n: number): PeriodRow[] {
    const rows = this.#byCaller.get(n) ?? [];
    return rows.map((row) => ({ ...row, reserved: row.reserved + (this.#raised.get(keyOf(row)) ?? 0n) }));
  }

  raise(row: PeriodRow, amount: Amount): Share {
    this.#raised.set(keyOf(row), (this.#raised.get(keyOf(row)) ?? 0n) + amount);
    const { budgetId, subjectId, startsAt } = row;
    return { budgetId, subjectId, startsAt, amount };
  }
}

function keyOf({ budgetId, subjectId }: PeriodRow): string {
  return `${budgetId} ${subjectId}`;
}
