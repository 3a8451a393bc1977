import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn } from "@/db/client";
import type { PicoUsd } from "@/lib/money";
import type { Span } from "@/lib/reports";

/** `isKnown`: false for a month that was over before limits were kept. */
export type OrgBudget = { picoUsd: PicoUsd | null; isKnown: boolean };

/**
 * The organisation's month in dollars that stops calls, with its top-ups: of the running month as it is now, of one that
 * is over as it stood at its end, whatever was set since.
 */
export async function readOrgBudget(conn: Conn, span: Span): Promise<OrgBudget> {
  if (span.today !== null) return { picoUsd: await readNow(conn, span.readAt), isKnown: true };
  const end = sql`${endOf(span).toISOString()}::timestamptz`;
  const [row] = await conn.execute<{ limit: string | null }>(sql`
    select (l.amount_pico_usd + (select coalesce(sum(t.amount_pico_usd), 0) from org_budget_spans t
      where t.kind = 'top_up' and t.starts_at < ${end} and t.ends_at >= ${end}))::text as limit
    from org_budget_spans l
    where l.kind = 'limit' and l.starts_at < ${end} and (l.ends_at >= ${end} or l.ends_at is null)
    order by l.starts_at desc, l.id limit 1`);
  return { picoUsd: row?.limit ? BigInt(row.limit) : null, isKnown: row !== undefined };
}

async function readNow(conn: Conn, at: Date): Promise<PicoUsd | null> {
  const instant = sql`${at.toISOString()}::timestamptz`;
  const [row] = await conn.execute<{ limit: string }>(sql`
    select (b.limit_amount + (select coalesce(sum(t.amount), 0) from budget_top_ups t
      where t.budget_id = b.id and t.subject_id = '' and t.starts_at <= ${instant} and t.ends_at > ${instant}))::text as limit
    from budgets b where b.scope = 'org' and b.scope_id is null and b.period = 'month' and b.unit = 'usd'
      and b.on_limit = 'block'`);
  return row ? BigInt(row.limit) : null;
}

/** When the month after begins. */
function endOf({ month, timeZone }: Span): Date {
  const next = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 1 });
  return new Date(next.toZonedDateTime(timeZone).epochMilliseconds);
}
