import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { and, desc, eq, sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import type { Conn, Tx } from "@/db/client";
import { newId } from "@/db/id";
import { monthlyReports } from "@/db/schema";
import { log } from "@/lib/log";
import { type Span, spanOf } from "@/lib/reports";
import { readAllocation } from "../allocation/read-allocation";
import { putOnWay } from "../mailing/put-on-way";
import { renderReport } from "../pdf/render-report";
import type { Allocation, DepartmentCost, MonthlyReport } from "../types";
import { monthlyCsv } from "./csv";
import { reportOf } from "./read-report";

const REPORTS_LOCK = 0x6d6f6e74;
/** What is settled within these hours is in the first revision; days are sealed then, too. */
const AFTER_HOURS = 3;
/** Months that are over and are looked at again for late entries. */
const MONTHS = 2;
/** So that one round ends soon; the next goes on. */
const FILES_AT_ONCE_MAX = 50;

/** Longer than the longest report takes on a busy machine. */
const DRAWING_MS_MAX = 60_000;

const zip = promisify(gzip);

type StoreInput = { timeZone: string; now?: Date; signal?: AbortSignal };

/**
 * Makes the files of the months that are over, once for the organisation and each department that has a cost, and
 * another revision where a late entry has moved their figures; puts them on their way to whom they are mailed. Answers
 * how many; any number of processes may do it at once.
 */
export async function storeMonthlyReports(db: Conn, input: StoreInput): Promise<number> {
  const { timeZone, now = new Date() } = input;
  const months = closedMonths(now, timeZone);
  try {
    return await storeDue(db, months, { ...input, now });
  } finally {
    // Apart from storing, so that the list may change while a PDF is drawn. What a crash leaves out the next round adds.
    const oldest = months.at(-1);
    if (oldest) await putOnWay(db, { firstDay: `${oldest}-01` });
  }
}

type Round = { timeZone: string; now: Date; signal?: AbortSignal };

async function storeDue(
  db: Conn,
  months: readonly string[],
  { timeZone, now, signal }: Round,
): Promise<number> {
  let stored = 0;
  for (const month of months) {
    const span = spanOf({ month, now, timeZone });
    for (const departmentId of await listDue(db, span)) {
      if (signal?.aborted || stored >= FILES_AT_ONCE_MAX) return stored;
      if (await storeReport(db, { span, departmentId })) stored += 1;
    }
  }
  return stored;
}

/** The newest first; a month counts as over three hours after its end in the organisation's zone. */
function closedMonths(now: Date, timeZone: string): string[] {
  const settled = Temporal.Instant.fromEpochMilliseconds(now.getTime()).subtract({ hours: AFTER_HOURS });
  const current = settled.toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth();
  return Array.from({ length: MONTHS }, (_, n) => current.subtract({ months: n + 1 }).toString());
}

/** Those whose figures are in no file; null is the organisation. Reads only, so that most rounds take no lock. */
async function listDue(db: Conn, span: Span): Promise<(string | null)[]> {
  const allocation = await readAllocation(db, span);
  if (allocation.total.calls === 0 && allocation.total.costPicoUsd === 0n) return [];
  const rows = await db.execute<{ key: string; digest: string }>(sql`
    select distinct on (department_key) department_key as key, digest from monthly_reports
    where month = ${span.firstDay}::date order by department_key, revision desc`);
  const digests = new Map(rows.map(({ key, digest }) => [key, digest]));
  const whole = digests.get("") === digestOf(allocation, null) ? [] : [null];
  const parts = allocation.departments
    .filter(hasCost)
    .filter((one) => digests.get(one.departmentId) !== digestOf(allocation, one));
  return [...whole, ...parts.map(({ departmentId }) => departmentId)];
}

function hasCost({ direct, sharedPicoUsd }: DepartmentCost): boolean {
  return direct.calls > 0 || direct.costPicoUsd !== 0n || sharedPicoUsd !== 0n;
}

/** Of every figure that a late entry moves, and none that a person does, such as a name. */
function digestOf({ total, shared, departments }: Allocation, department: DepartmentCost | null): string {
  const figures = department
    ? [department.direct, department.sharedPicoUsd, department.basisPoints]
    : [
        total,
        shared,
        departments.map(({ departmentId, direct, basisPoints }) => [departmentId, direct, basisPoints]),
      ];
  const text = JSON.stringify(figures, (_, value) => (typeof value === "bigint" ? String(value) : value));
  return createHash("sha256").update(text).digest("hex");
}

type Which = { span: Span; departmentId: string | null };

/** False where another process is at it or has done it, and where it failed, which keeps no other from being stored. */
async function storeReport(db: Conn, which: Which): Promise<boolean> {
  try {
    return await storeOnce(db, which);
  } catch (error) {
    // Another process committed the same revision between this one's snapshot and its lock.
    if (isOvertaken(error)) return false;
    const { span, departmentId } = which;
    log.error({ err: error, month: span.month, departmentId }, "a monthly report could not be stored");
    return false;
  }
}

function isOvertaken(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && "code" in cause && cause.code === "40001";
}

function storeOnce(db: Conn, { span, departmentId }: Which): Promise<boolean> {
  const key = departmentId ?? "";
  return db.transaction(
    async (tx) => {
      // The figures stay as they are while the PDF is drawn, and no other process waits for what is held here.
      await tx.execute(
        sql`set local idle_in_transaction_session_timeout = ${sql.raw(String(DRAWING_MS_MAX))}`,
      );
      const [lock] = await tx.execute<{ taken: boolean }>(sql`
        select pg_try_advisory_xact_lock(${REPORTS_LOCK}, hashtext(${`${span.month} ${key}`})) as taken`);
      if (!lock?.taken) return false;
      const allocation = await readAllocation(tx, span);
      const report = await reportOf(tx, { span, departmentId, allocation });
      const digest = digestOf(allocation, report.department);
      const last = await findLast(tx, { month: span.firstDay, key });
      if (last?.digest === digest) return false;
      const made = await tx
        .insert(monthlyReports)
        .values({
          ...{
            id: newId(),
            month: span.firstDay,
            departmentKey: key,
            revision: (last?.revision ?? 0) + 1,
            digest,
          },
          name: report.department?.name ?? report.organisation,
          costPicoUsd: report.spentPicoUsd,
          estimatedPicoUsd: report.estimatedPicoUsd,
          pdf: await renderReport(report),
          csv: await zip(await csvOf(tx, report)),
          // Now, and not when the figures were read: whoever was put on the list meanwhile gets it.
          createdAt: sql`clock_timestamp()`,
        })
        .onConflictDoNothing()
        .returning({ id: monthlyReports.id });
      return made.length > 0;
    },
    { isolationLevel: "repeatable read" },
  );
}

async function findLast(tx: Tx, { month, key }: { month: string; key: string }) {
  const [row] = await tx
    .select({ digest: monthlyReports.digest, revision: monthlyReports.revision })
    .from(monthlyReports)
    .where(and(eq(monthlyReports.month, month), eq(monthlyReports.departmentKey, key)))
    .orderBy(desc(monthlyReports.revision))
    .limit(1);
  return row;
}

async function csvOf(tx: Tx, report: MonthlyReport): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of monthlyCsv(tx, report)) pieces.push(piece);
  return pieces.join("");
}
