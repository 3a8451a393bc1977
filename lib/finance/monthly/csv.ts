import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import { type CsvCell, csvLine, toUsage, type UsageRow, usageAnswer } from "@/lib/reports";
import { WHOLE } from "../allocation/divide";
import type { DepartmentCost, MonthlyReport } from "../types";

const HEADER = [
  ...["kind", "day", "department", "member", "provider", "model", "calls", "input_tokens"],
  ...["cached_input_tokens", "output_tokens", "cost_usd", "estimated_usd"],
  ...["share_percent", "budget_usd", "left_usd"],
];

/**
 * A month as lines: what each member made of each model on each day, `direct` in their department or `shared` without
 * one; and for a department its `share` of what is shared. The costs of an organisation's file add up to its ledger, a
 * department's to what it spent; amounts are exact decimals. Last the budgets, with what is left of them, in columns of
 * their own. Read day by day as it is asked for.
 */
export async function* monthlyCsv(conn: Conn, report: MonthlyReport): AsyncGenerator<string> {
  yield csvLine(HEADER);
  const departmentId = report.department?.departmentId ?? null;
  for (const day of report.span.days) {
    const rows = await readDay(conn, day, departmentId);
    if (rows.length > 0) yield rows.map((row) => lineOf(day, row)).join("");
  }
  if (report.department) yield shareLine(report.span.month, report.department);
  yield budgetLines(report);
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
    ...[decimal(sum.costPicoUsd), decimal(sum.estimatedPicoUsd), null, null, null],
  ]);
}

function shareLine(month: string, department: NonNullable<MonthlyReport["department"]>): string {
  return csvLine([
    ...["share", month, department.name, null, null, null, null, null, null, null],
    ...[decimal(department.sharedPicoUsd), decimal(department.sharedEstimatedPicoUsd)],
    ...[department.basisPoints / 100, null, null],
  ]);
}

type Budgeted = { name: string | null; basisPoints: number; budget: PicoUsd | null; spent: PicoUsd };

/** Of the department, or of the organisation and each of its departments. */
function budgetLines({ department, allocation, ...report }: MonthlyReport): string {
  const { budgetPicoUsd: budget, spentPicoUsd: spent, isBudgetKnown, span } = report;
  const rest = allocation?.unallocated;
  const all: Budgeted[] = department
    ? [budgetOf(department)]
    : [
        { name: null, basisPoints: WHOLE, budget, spent },
        ...(allocation?.departments ?? []).map(budgetOf),
        ...(rest
          ? [{ ...rest, name: "not allocated", budget: rest.budgetPicoUsd, spent: rest.sharedPicoUsd }]
          : []),
      ];
  const kindOf = (one: Budgeted) => (one.budget === null ? "no budget" : "budget");
  const lines = all.map((one) =>
    csvLine([
      ...[isBudgetKnown ? kindOf(one) : "budget not known", span.month, one.name],
      ...[null, null, null, null, null, null, null, null, null, one.basisPoints / 100],
      ...(one.budget === null ? [null, null] : [decimal(one.budget), decimal(one.budget - one.spent)]),
    ]),
  );
  return lines.join("");
}

function budgetOf({
  name,
  basisPoints,
  budgetPicoUsd: budget,
  spentPicoUsd: spent,
}: DepartmentCost): Budgeted {
  return { name, basisPoints, budget, spent };
}

/** A number also where it was taken back: no spreadsheet is to see a formula in it. */
function decimal(amount: PicoUsd): CsvCell {
  return { decimal: toDecimalUsd(amount) };
}
