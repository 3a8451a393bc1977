import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import { checks } from "./verify-checks";

export type LedgerReport = {
  entries: number;
  attempts: number;
  /** Sum of every difference found, in pico-USD; 0 when all sums agree. */
  driftPicoUsd: PicoUsd;
  /** One sentence for each thing that is wrong. */
  problems: string[];
};

/** Re-adds everything: roll-ups, attempts, budget counters and holds against the entries, in one snapshot. */
export async function verifyLedger(conn: Conn, timeZone: string): Promise<LedgerReport> {
  return conn.transaction(
    async (tx) => {
      const [counts] = await tx.execute<{ entries: string; attempts: string }>(
        sql`select (select count(*) from entries) entries, (select count(*) from attempts) attempts`,
      );
      const problems: string[] = [];
      let driftPicoUsd = 0n;
      for (const check of checks(timeZone)) {
        const [found] = await tx.execute<{ rows: string; drift: string }>(
          sql`select count(*) as rows, coalesce(sum(abs(drift)), 0) as drift from (${check.wrongRows}) wrong`,
        );
        const rows = Number(found?.rows ?? 0);
        driftPicoUsd += BigInt(found?.drift ?? 0);
        if (rows > 0) problems.push(`${rows} × ${check.sentence}`);
      }
      return { entries: Number(counts?.entries), attempts: Number(counts?.attempts), driftPicoUsd, problems };
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
}
