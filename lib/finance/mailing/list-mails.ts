import { sql } from "drizzle-orm";
import { isId } from "@/db/id";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import type { ReportMailing } from "../types";
import { isWanted } from "./take";

/** A page of reports has 50. */
const REPORTS_MAX = 100;

type Row = Omit<ReportMailing, "nextTryAt"> & { nextTryAt: string | null };

/** How far the mails of some reports are; one that is mailed to nobody is not among them. For admins. */
export async function listReportMails(
  { db, actor }: Ctx,
  { reportIds }: { reportIds: readonly string[] },
): Promise<ReportMailing[]> {
  assertAdmin(actor);
  const wanted = reportIds.filter(isId).slice(0, REPORTS_MAX);
  const rows = await db.execute<Row>(sql`
    select report_id as "reportId", count(*) filter (where state = 'sent')::int as sent,
      count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'failed')::int as failed,
      count(*) filter (where state = 'cancelled')::int as cancelled,
      count(*) filter (where state in ('failed', 'cancelled') and ${isWanted})::int as again,
      min(next_try_at) filter (where state = 'waiting' and last_error is not null) as "nextTryAt",
      (array_agg(last_error order by array_position(array['failed', 'waiting', 'cancelled'], state), next_try_at, recipient)
        filter (where state <> 'sent' and last_error is not null))[1] as "lastError"
    from report_mails d where report_id = any(${sql.param(wanted)}::uuid[]) group by 1 order by 1`);
  return rows.map(({ nextTryAt, ...row }) => ({ ...row, nextTryAt: nextTryAt ? new Date(nextTryAt) : null }));
}
