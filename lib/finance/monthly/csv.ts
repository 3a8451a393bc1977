import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import { type CsvCell, csvLine, toUsage, type UsageRow, usageAnswer } from "@/lib/reports";
import type { MonthlyReport } from "../types";

const HEADER = [
  ...["kind", "day", "department", "member", "provider", "model", "calls", "input_tokens"],
  ...["cached_input_tokens", "output_tokens", "cost_usd", "estimated_usd"],
];

/**
 * A month as lines: what each member made of each model on each day, `direct` in their department or `shared` without
 * one; and for a department its `share` of what is shared. The costs of an organisation's file add up to its ledger, a
 * department's to what it spent; amounts are exact decimals. Read day by day as it is asked for.
 */
export async function* monthlyCsv(conn: Conn, report: MonthlyReport): AsyncGenerator<string> {
  yield csvLine(HEADER);
  const departmentId = report.department?.departmentId ?? null;
  for (const day of report.span.days) {
    const rows = await readDay(conn, day, departmentId);
    if (rows.length > 0) yield rows.map((row) => lineOf(day, row)).join("");
  }
  if (report.department) yield shareLine(report.span.month, report.department);
}

type Row = UsageRow & {
  department: string | null;
  isShared: boolean;
  member: string;
  provider: string;
  model: string;
};

function readDay(conn: Conn, day: string, departmentId: string | null): Promise<Row[]> {
  const ofDepartment = departmentId === null ? sql`` : sql`and d.department_id = ${departmentId}`;
  return conn.execute<Row>(sql`
    select p.name as department, d.department_id is null as "isShared", u.name as member, d.provider, d.model,
      ${usageAnswer}
    from usage_days d join users u on u.id = d.user_id left join departments p on p.id = d.department_id
    where d.day = ${day}::date ${ofDepartment}
    group by p.name, d.department_id, u.id, d.provider, d.model
    order by p.name nulls last, u.name, u.id, d.provider, d.model`);
}

function lineOf(day: string, row: Row): string {
  const sum = toUsage(row);
  return csvLine([
    ...[row.isShared ? "shared" : "direct", day, row.department, row.member, row.provider, row.model],
    ...[sum.calls, sum.inputTokens, sum.cachedInputTokens, sum.outputTokens],
    ...[decimal(sum.costPicoUsd), decimal(sum.estimatedPicoUsd)],
  ]);
}

function shareLine(month: string, department: NonNullable<MonthlyReport["department"]>): string {
  return csvLine([
    ...["share", month, department.name, null, null, null, null, null, null, null],
    ...[decimal(department.sharedPicoUsd), decimal(department.sharedEstimatedPicoUsd)],
  ]);
}

/** A number also where it was taken back: no spreadsheet is to see a formula in it. */
function decimal(amount: PicoUsd): CsvCell {
  return { decimal: toDecimalUsd(amount) };
}
