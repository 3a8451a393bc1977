import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { Budget } from "./types";

type Row = Omit<Budget, "limit"> & { limit: string };

/** The budget `b` of which this holds as it is stored, without where it stands; null where there is none. */
export async function findStored(conn: Conn, which: SQL): Promise<Budget | null> {
  const [row] = await conn.execute<Row>(sql`
    select b.id as "budgetId", b.scope, b.scope_id as "scopeId", b.period, b.unit, b.on_limit as "onLimit",
      b.limit_amount::text as "limit", b.downgrade_to as "downgradeTo", b.thresholds
    from budgets b where ${which}`);
  return row ? { ...row, limit: BigInt(row.limit) } : null;
}
