import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";

/**
 * Puts the last revisions of a month and those after it on their way to whom the list named before they were made.
 * Whoever is on the list later waits for the next one. To be repeated: it adds what is missing, and nothing twice.
 */
export async function putOnWay(conn: Conn, { firstDay }: { firstDay: string }): Promise<void> {
  await conn.execute(sql`
    insert into report_mails (id, report_id, recipient)
    select gen_random_uuid(), r.id, w.address
    from monthly_reports r join report_recipients w
      on coalesce(w.department_id::text, '') = r.department_key and w.added_at <= r.created_at
    where r.month >= ${firstDay}::date and not exists (select from report_mails d
        where d.report_id = r.id and d.recipient = w.address)
      and not exists (select from monthly_reports n where n.month = r.month
        and n.department_key = r.department_key and n.revision > r.revision)
    on conflict do nothing`);
}
