import { sql } from "drizzle-orm";
import type { Conn, Tx } from "@/db/client";
import { AppError } from "@/lib/errors";

const BOOK_LOCK = 0x70726963;
/** How far ahead of the database's clock a change begins that is to hold "from now on". */
const LEAD_MS = 1_000;

export type ChangeTimes = {
  /** The database's clock. */
  now: Date;
  /** The earliest instant that may still be changed. */
  soonest: Date;
};

type Changing = {
  conn: Conn;
  /** Replaces the clock, for tests: the change begins in that very instant. */
  at: Date | undefined;
  leadMs?: number;
};

/**
 * Changes the price book, one change after the other. A change begins a moment after it is written and is committed
 * by then, so that no instant ever has one price for those who ask early and another for those who ask late.
 * Not for a transaction that goes on for long. Throws `conflict` when the database was too slow.
 */
export async function changeBook<T>(
  { conn, at, leadMs = LEAD_MS }: Changing,
  change: (tx: Tx, times: ChangeTimes) => Promise<T>,
): Promise<T> {
  return conn.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${BOOK_LOCK})`);
    if (at) return change(tx, { now: at, soonest: at });
    const now = await readClock(tx);
    const result = await change(tx, { now, soonest: new Date(now.getTime() + leadMs) });
    if ((await readClock(tx)).getTime() > now.getTime() + leadMs / 2) {
      throw new AppError("conflict", "The price book was too busy to be changed: try again in a moment.");
    }
    return result;
  });
}

/** Waits until an instant has passed on the database's clock, a second at most; later ones are not waited for. */
export async function waitForBegin(conn: Conn, begin: Date): Promise<void> {
  const left = sql`extract(epoch from ${begin.toISOString()}::timestamptz - clock_timestamp())`;
  await conn.execute(sql`select pg_sleep(greatest(0, ${left})) where ${left} <= ${LEAD_MS / 1_000}`);
}

async function readClock(tx: Tx): Promise<Date> {
  const [row] = await tx.execute<{ ms: string }>(
    sql`select ceil(extract(epoch from clock_timestamp()) * 1000)::text as ms`,
  );
  return new Date(Number(row?.ms));
}
