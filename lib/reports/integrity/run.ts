import { and, eq, isNull, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { integrityChecks } from "@/db/schema";
import { verifyChain } from "@/lib/audit";
import { verifyLedger } from "@/lib/ledger";

const CHECK_LOCK = 0x63686563;
const HOURS_BETWEEN = 24;

type Verdict = typeof integrityChecks.$inferSelect.verdict;

/**
 * Checks the whole ledger and the audit log where somebody asked for it, or where the last time was a day ago, and keeps
 * what was found; answers whether it did. Any number of processes may call it: one checks, and one that crashes leaves
 * the check to the next.
 */
export async function runIntegrityCheck(db: Conn, timeZone: string): Promise<boolean> {
  const id = await openCheck(db);
  if (id === null) return false;
  // What is written meanwhile goes by another connection, so that pages see it, and before the lock is given back.
  return db.transaction(
    async (tx) => {
      const [lock] = await tx.execute<{ taken: boolean }>(
        sql`select pg_try_advisory_xact_lock(${CHECK_LOCK}::int, 0) as taken`,
      );
      if (!lock?.taken || !(await isOpen(db, id))) return false;
      // It waits for the other connection now and then, and holds nothing that a budget needs.
      await tx.execute(sql`set local idle_in_transaction_session_timeout = '1min'`);
      let verdict: Verdict = null;
      try {
        verdict = await check(tx, timeZone, (done) => write(db, id, { done }));
      } finally {
        await write(db, id, { verdict, finishedAt: sql`clock_timestamp()` });
      }
      return true;
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

/** The check that is asked for, or a new one where it is time; null otherwise. */
async function openCheck(db: Conn): Promise<string | null> {
  const [row] = await db.execute<{ id: string | null; due: boolean }>(sql`
    select (select id from integrity_checks where finished_at is null) as id,
      not exists (select from integrity_checks
        where finished_at > now() - ${HOURS_BETWEEN}::int * interval '1 hour') as due`);
  if (row?.id) return row.id;
  if (!row?.due) return null;
  const [made] = await db.insert(integrityChecks).values({ id: newId() }).onConflictDoNothing().returning();
  return made?.id ?? null;
}

async function isOpen(db: Conn, id: string): Promise<boolean> {
  const open = and(eq(integrityChecks.id, id), isNull(integrityChecks.finishedAt));
  return (await db.$count(integrityChecks, open)) > 0;
}

async function check(tx: Conn, timeZone: string, onDone: (done: number) => Promise<void>): Promise<Verdict> {
  let done = 0;
  const { entries, driftPicoUsd, checks } = await verifyLedger(tx, timeZone, () => onDone(++done));
  const { verified, broken } = await verifyChain(tx);
  return {
    ...{ entries, driftPicoUsd: String(driftPicoUsd), chain: { verified, broken } },
    checks: checks.map((each) => ({ ...each, driftPicoUsd: String(each.driftPicoUsd) })),
  };
}

type Written = Parameters<ReturnType<Conn["update"]>["set"]>[0];

async function write(db: Conn, id: string, values: Written): Promise<void> {
  await db.update(integrityChecks).set(values).where(eq(integrityChecks.id, id));
}
