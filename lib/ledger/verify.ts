import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import { type Check, type CheckName, checksFor } from "./verify-checks";

export type LedgerReport = {
  entries: number;
  attempts: number;
  /** Sum of every difference found, in pico-USD; 0 when all sums agree. */
  driftPicoUsd: PicoUsd;
  /** One sentence for each thing that is wrong. */
  problems: string[];
  /** Every check that was made, also those that found nothing. */
  checks: LedgerCheck[];
};

/** `wrong` counts the rows that do not agree; `driftPicoUsd` is the money that they are off by. */
export type LedgerCheck = { name: CheckName; wrong: number; driftPicoUsd: PicoUsd };

/**
 * Re-adds everything: roll-ups, attempts, budget counters and holds against the entries, in one snapshot. `onCheck` is
 * told after each check.
 */
export async function verifyLedger(
  conn: Conn,
  timeZone: string,
  onCheck?: () => Promise<void>,
): Promise<LedgerReport> {
  return conn.transaction(
    async (tx) => {
      const [counts] = await tx.execute<{ entries: string; attempts: string }>(
        sql`select (select count(*) from entries) entries, (select count(*) from attempts) attempts`,
      );
      const checks = checksFor(timeZone);
      const results: LedgerCheck[] = [];
      for (const check of checks) {
        results.push(await run(tx, check));
        await onCheck?.();
      }
      return {
        entries: Number(counts?.entries),
        attempts: Number(counts?.attempts),
        driftPicoUsd: results.reduce((sum, { driftPicoUsd }) => sum + driftPicoUsd, 0n),
        problems: results.flatMap(({ wrong }, n) => (wrong > 0 ? [`${wrong} × ${checks[n]?.sentence}`] : [])),
        checks: results,
      };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}

async function run(tx: Conn, { name, wrongRows }: Check): Promise<LedgerCheck> {
  const [found] = await tx.execute<{ rows: string; drift: string }>(
    sql`select count(*) as rows, coalesce(sum(abs(drift)), 0) as drift from (${wrongRows}) wrong`,
  );
  return { name, wrong: Number(found?.rows ?? 0), driftPicoUsd: BigInt(found?.drift ?? 0) };
}
