import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { pipeline } from "@/db/pipeline";
import { ADDED, SUM_COLUMNS } from "./report-columns";
import { monthLock } from "./seals";

/** Adds up the sealed days of every month that has no other, each in a transaction of its own. */
export async function sealMonths(db: Conn, signal?: AbortSignal): Promise<void> {
  for (const month of await listWholeMonths(db)) {
    if (signal?.aborted) break;
    await sealMonth(db, month);
  }
}

/** Months that are not sealed and whose days all are, oldest first. The first has no days before the first with usage. */
async function listWholeMonths(db: Conn): Promise<string[]> {
  const rows = await db.execute<{ month: string }>(sql`
    select past.at::date::text as month
    from (select min(day) as first from usage_days) used
    cross join generate_series(date_trunc('month', used.first::timestamp),
      (select max(day) from report_seals)::timestamp, interval '1 month') as past(at)
    where not exists (select from report_month_seals s where s.month = past.at::date) and ${isWhole(sql`past.at`)}
    order by 1`);
  return rows.map(({ month }) => month);
}

function isWhole(at: SQL): SQL {
  return sql`
    not exists (
      select from generate_series(greatest(${at}, (select min(day) from usage_days)::timestamp),
        ${at} + interval '1 month - 1 day', interval '1 day') as one(at)
      where not exists (select from report_seals s where s.day = one.at::date))`;
}

/**
 * Nobody opens a day of the month while its lock is had, so that what is seen to be whole afterwards stays so: the lock
 * is a statement of its own.
 */
async function sealMonth(db: Conn, month: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [lock] = await tx.execute<{ taken: boolean }>(monthLock(month));
    if (!lock?.taken) return;
    const marked = await tx.execute(sql`
      insert into report_month_seals (month) select ${month}::date where ${isWhole(sql`${month}::timestamp`)}
      on conflict do nothing returning month`);
    if (marked.length === 0) return;
    await pipeline(tx, [writeMonths(month), writeCells(month), writeMembers(month), writeAssistants(month)]);
  });
}

const inMonth = (month: string) =>
  sql`day between ${month}::date and (${month}::timestamp + interval '1 month - 1 day')::date`;

function writeMonths(month: string): SQL {
  return sql`
    insert into report_months (grouped_by, month, key, ${SUM_COLUMNS})
    select grouped_by, ${month}::date, key, ${ADDED} from report_days where ${inMonth(month)} group by 1, 3`;
}

function writeCells(month: string): SQL {
  return sql`
    insert into report_month_cells (month, department_id, plan_id, provider, model, assistant_id, purpose, ${SUM_COLUMNS})
    select ${month}::date, department_id, plan_id, provider, model, assistant_id, purpose, ${ADDED}
    from report_cells where ${inMonth(month)} group by 2, 3, 4, 5, 6, 7`;
}

function writeMembers(month: string): SQL {
  return sql`
    insert into report_member_months (month, user_id, department_id, provider, model, purpose, ${SUM_COLUMNS})
    select ${month}::date, user_id, department_id, provider, model, purpose, ${ADDED}
    from usage_days where ${inMonth(month)} group by 2, 3, 4, 5, 6`;
}

function writeAssistants(month: string): SQL {
  return sql`
    insert into report_assistant_months (month, assistant_id, user_id, department_id, provider, model, purpose,
      ${SUM_COLUMNS})
    select ${month}::date, assistant_id, user_id, department_id, provider, model, purpose, ${ADDED}
    from report_assistant_days where ${inMonth(month)} group by 2, 3, 4, 5, 6, 7`;
}
