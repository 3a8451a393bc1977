import { sql } from "drizzle-orm";
import { isId } from "@/db/id";
import { recordAct } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import { isWanted } from "./take";

/**
 * Puts what failed or was cancelled of a report on its way again, with all its tries. Throws `conflict` where none of it
 * is wanted now, `not_found` for a report that is none.
 */
export async function retryReportMails(ctx: Ctx, { reportId }: { reportId: string }): Promise<void> {
  assertAdmin(ctx.actor);
  await ctx.db.transaction(async (tx) => {
    const [report] = isId(reportId)
      ? await tx.execute<{ id: string; name: string }>(sql`
          select id, name from monthly_reports where id = ${reportId}::uuid`)
      : [];
    if (!report) throw new AppError("not_found", "This report does not exist.");
    const again = await tx.execute<{ recipient: string }>(sql`
      update report_mails d set state = 'waiting', attempts = 0, next_try_at = now()
      where d.report_id = ${report.id}::uuid and d.state in ('failed', 'cancelled') and ${isWanted} returning d.recipient`);
    if (again.length === 0) {
      throw new AppError("conflict", "None of its mails can be sent again now. Reload the page.");
    }
    const recipients = again.map(({ recipient }) => recipient).sort();
    const subject = { kind: "monthly_report", id: report.id, name: report.name };
    await recordAct(tx, ctx.actor, { act: "report_mail.retry", subject, after: { recipients } });
  });
}
