import { type SQL, sql } from "drizzle-orm";
import { containing } from "@/db/containing";
import { isId } from "@/db/id";
import { AppError } from "@/lib/errors";
import type { Ctx } from "@/lib/org/types";
import { assertAdmin } from "../admin-only";
import type { StoredReport } from "../types";
import { type ReportFile, readFile } from "./read-file";
import { unpricedOfReport } from "./unpriced-of-report";

const PAGE = 50;

/** Files of months that are over, the newest month first, 50 a page. For admins. */
export async function listMonthlyReports(
  { db, actor }: Ctx,
  { text, cursor }: { text?: string | undefined; cursor?: string | undefined } = {},
): Promise<{ reports: StoredReport[]; nextCursor: string | null }> {
  assertAdmin(actor);
  const named = text?.trim() ? sql`r.name ilike ${containing(text)}` : sql`true`;
  const rows = await db.execute<Row>(sql`
    select r.id as "reportId", to_char(r.month, 'YYYY-MM') as month, nullif(r.department_key, '') as "departmentId",
      r.name, r.revision, r.cost_pico_usd::text as cost, r.estimated_pico_usd::text as estimated,
      r.created_at as "createdAt", ${unpricedOfReport} as unpriced,
      r.revision = (select max(n.revision) from monthly_reports n
        where n.month = r.month and n.department_key = r.department_key) as "isLast"
    from monthly_reports r where ${after(cursor)} and ${named}
    order by r.month desc nulls last, r.name, r.revision desc nulls last, r.id limit ${PAGE + 1}::int`);
  const page = rows.slice(0, PAGE).map(
    ({ cost, estimated, createdAt, ...row }): StoredReport => ({
      ...row,
      costPicoUsd: BigInt(cost),
      estimatedPicoUsd: BigInt(estimated),
      createdAt: new Date(createdAt),
    }),
  );
  return { reports: page, nextCursor: rows.length > PAGE ? (page.at(-1)?.reportId ?? null) : null };
}

type Row = Omit<StoredReport, "costPicoUsd" | "estimatedPicoUsd" | "createdAt"> & {
  cost: string;
  estimated: string;
  createdAt: string;
};

/** Months fall and names rise, so the place is told in three steps. */
function after(cursor: string | undefined): SQL {
  if (!cursor || !isId(cursor)) return sql`true`;
  return sql`exists (select from monthly_reports c where c.id = ${cursor}::uuid and (r.month < c.month or r.month = c.month
    and (r.name > c.name or r.name = c.name and (r.revision, c.id) < (c.revision, r.id))))`;
}

/** A stored file as it was made. For admins; throws `not_found`. */
export async function getStoredReport(
  { db, actor }: Ctx,
  { reportId, as }: { reportId: string; as: "pdf" | "csv" },
): Promise<ReportFile> {
  assertAdmin(actor);
  if (!isId(reportId)) throw gone();
  const file = await readFile(db, { reportId, as });
  if (!file) throw gone();
  return file;
}

function gone(): AppError {
  return new AppError("not_found", "This report does not exist.");
}
