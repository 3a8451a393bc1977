import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";

/** The organisation's month in dollars that stops calls, with its top-ups at an instant; null where there is none. */
export async function readOrgBudget(conn: Conn, at: Date): Promise<PicoUsd | null> {
  const instant = sql`${at.toISOString()}::timestamptz`;
  const [row] = await conn.execute<{ limit: string }>(sql`
    select (b.limit_amount + (select coalesce(sum(t.amount), 0) from budget_top_ups t
      where t.budget_id = b.id and t.subject_id = '' and t.starts_at <= ${instant} and t.ends_at > ${instant}))::text as limit
    from budgets b where b.scope = 'org' and b.scope_id is null and b.period = 'month' and b.unit = 'usd'
      and b.on_limit = 'block'`);
  return row ? BigInt(row.limit) : null;
}
