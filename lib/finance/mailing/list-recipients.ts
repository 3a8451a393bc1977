import { sql } from "drizzle-orm";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import type { ReportRecipients } from "../types";

/** As many as departments can be, and the organisation. */
const ROWS_MAX = 501;

/** Who gets which report by mail: the organisation's first, then the departments' by name that go to anybody. For admins. */
export async function listReportRecipients({ db, actor }: Ctx): Promise<ReportRecipients[]> {
  assertAdmin(actor);
  return db.execute<ReportRecipients>(sql`
    select w.department_id as "departmentId", d.name, array_agg(w.address order by w.address) as recipients,
      coalesce(array_agg(w.address order by w.address) filter (where u.disabled_at is not null), '{}') as disabled
    from report_recipients w left join departments d on d.id = w.department_id
      left join users u on lower(u.email) = w.address
    group by w.department_id, d.name order by d.name nulls first, w.department_id limit ${ROWS_MAX}::int`);
}
