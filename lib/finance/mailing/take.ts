import { type SQL, sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { newId } from "@/db/id";
import { reportMails } from "@/db/schema";
import { cancelDeliveries, type Lease, takeDue } from "@/lib/deliveries";
import type { PicoUsd } from "@/lib/money";
import { unpricedOfReport } from "../monthly/unpriced-of-report";

/** Each has its files in memory while it is sent. */
const SENT_AT_ONCE_MAX = 2;

/** A mail that this process alone may send, and what it says. */
export type TakenMail = Lease & {
  recipient: string;
  reportId: string;
  /** "2026-11". */
  month: string;
  /** The organisation's or the department's, as it was called then. */
  name: string;
  isOfDepartment: boolean;
  revision: number;
  costPicoUsd: PicoUsd;
  estimatedPicoUsd: PicoUsd;
  /** What the revision before had; null for the first. */
  beforePicoUsd: PicoUsd | null;
  /** How many calls of the month have no price now. */
  unpriced: number;
};

type Row = Omit<TakenMail, "leaseOwner" | "costPicoUsd" | "estimatedPicoUsd" | "beforePicoUsd"> & {
  cost: string;
  estimated: string;
  before: string | null;
};

/** Takes mails whose time has come, and commits that; what is wanted no more is cancelled. */
export async function takeMails(db: Conn, leaseMs: number): Promise<TakenMail[]> {
  await cancelUnwanted(db);
  const leaseOwner = newId();
  const rows = await db.execute<Row>(sql`
    ${takeDue(reportMails, { leaseOwner, leaseMs, max: SENT_AT_ONCE_MAX, mayGo })}
    select taken.id, taken.attempts, taken.recipient, r.id as "reportId", to_char(r.month, 'YYYY-MM') as month, r.name,
      r.department_key <> '' as "isOfDepartment", r.revision, r.cost_pico_usd::text as cost,
      r.estimated_pico_usd::text as estimated, b.cost_pico_usd::text as before,
      ${unpricedOfReport} as unpriced
    from taken join monthly_reports r on r.id = taken.report_id
      left join monthly_reports b on b.month = r.month and b.department_key = r.department_key
        and b.revision = r.revision - 1`);
  return rows.map(({ cost, estimated, before, ...row }) => ({
    ...{ ...row, leaseOwner, costPicoUsd: BigInt(cost), estimatedPicoUsd: BigInt(estimated) },
    beforePicoUsd: before === null ? null : BigInt(before),
  }));
}

const isOnList = sql`exists (
  select from report_recipients w join monthly_reports o on o.id = d.report_id
  where w.address = d.recipient and coalesce(w.department_id::text, '') = o.department_key)`;

const isOfDisabled = sql`exists (
  select from users u where lower(u.email) = d.recipient and u.disabled_at is not null)`;

const isReplaced = sql`exists (
  select from monthly_reports o join monthly_reports n
    on n.month = o.month and n.department_key = o.department_key and n.revision > o.revision
  where o.id = d.report_id)`;

/** Whether a mail `d` may be sent: of the last revision, to an address that is on the list and no disabled member's. */
export const isWanted: SQL = sql`(${isOnList} and not ${isOfDisabled} and not ${isReplaced})`;

/** An earlier revision that is being sent to the same address arrives first. */
const mayGo = sql`${isWanted} and not exists (
  select from monthly_reports o join monthly_reports p
    on p.month = o.month and p.department_key = o.department_key and p.revision < o.revision
    join report_mails e on e.report_id = p.id and e.recipient = d.recipient
  where o.id = d.report_id and e.state = 'waiting' and e.lease_owner is not null and e.next_try_at > now())`;

const WHY_NOT = sql`case when ${isReplaced} then 'A later revision has replaced it.'
  when ${isOfDisabled} then 'The address is of a disabled member.' else 'The address was taken off the list.' end`;

/** What waits and is wanted no more is not sent. */
export function cancelUnwanted(conn: Conn): Promise<void> {
  return cancelDeliveries(conn, reportMails, { which: sql`not ${isWanted}`, why: WHY_NOT });
}
