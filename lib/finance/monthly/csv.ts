import { sql } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import { type CsvCell, csvLine, toUsage, type UsageRow, usageAnswer } from "@/lib/reports";
import type { CostSum } from "@/lib/reports/types";
import { WHOLE } from "../allocation/divide";
import type { DepartmentCost, MonthlyReport } from "../types";
import { knownOf, unpricedIn, unpricedOf } from "../unpriced";

const HEADER = [
  ...["kind", "day", "department", "member", "provider", "model", "calls", "input_tokens"],
  ...["cached_input_tokens", "output_tokens", "cost_usd", "estimated_usd"],
  ...["share_percent", "budget_usd", "left_usd", "unpriced_calls"],
];

/**
 * A month as lines: what each member made of each model on each day, `direct` in their department or `shared` without
 * one; and for a department its `share` of what is shared. The costs of an organisation's file add up to its ledger, a
 * department's to what it spent; amounts are exact decimals. Last the budgets, with what is left of them, in columns of
 * their own. A cost that is unknown is empty: `unpriced_calls` says how many calls no cost has. Read day by day.
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
  unpriced: number;
};

function readDay(conn: Conn, day: string, departmentId: string | null): Promise<Row[]> {
  const ofDepartment = departmentId === null ? sql`` : sql`and d.department_id = ${departmentId}`;
  return conn.execute<Row>(sql`
    select p.name as department, d.department_id is null as "isShared", u.name as member, d.provider, d.model,
      coalesce(n.unpriced, 0)::int as unpriced, ${usageAnswer}
    from usage_days d join users u on u.id = d.user_id left join departments p on p.id = d.department_id
      left join (
        select user_id, department_id, provider, model, sum(calls) as unpriced from unpriced_days
        where day = ${day}::date group by 1, 2, 3, 4) n
      on n.user_id = d.user_id and n.provider = d.provider and n.model = d.model
        and n.department_id is not distinct from d.department_id
    where d.day = ${day}::date ${ofDepartment}
    group by p.name, d.department_id, u.id, d.provider, d.model, n.unpriced
    order by p.name nulls last, u.name, u.id, d.provider, d.model`);
}

function lineOf(day: string, row: Row): string {
  const sum = toUsage(row);
  return csvLine([
    ...[row.isShared ? "shared" : "direct", day, row.department, row.member, row.provider, row.model],
    ...[sum.calls, sum.inputTokens, sum.cachedInputTokens, sum.outputTokens],
    ...amounts(sum, row.unpriced),
    ...[null, null, null, row.unpriced],
  ]);
}

function shareLine(month: string, department: NonNullable<MonthlyReport["department"]>): string {
  const { sharedPicoUsd: costPicoUsd, sharedEstimatedPicoUsd: estimatedPicoUsd } = department;
  const { sharedUnpriced: unpriced = 0 } = department;
  return csvLine([
    ...["share", month, department.name, null, null, null, null, null, null, null],
    ...amounts({ costPicoUsd, estimatedPicoUsd }, unpriced),
    ...[department.basisPoints / 100, null, null, unpriced],
  ]);
}

function amounts({ costPicoUsd, estimatedPicoUsd }: CostSum, unpriced: number): CsvCell[] {
  const cost = knownOf(costPicoUsd, unpriced);
  return cost === null ? [null, null] : [decimal(cost), decimal(estimatedPicoUsd)];
}

type Budgeted = {
  name: string | null;
  basisPoints: number;
  budget: PicoUsd | null;
  spent: PicoUsd;
  unpriced: number;
};

/** Of the department, or of the organisation and each of its departments. */
function budgetLines({ department, allocation, ...report }: MonthlyReport): string {
  const { budgetPicoUsd: budget, spentPicoUsd: spent, isBudgetKnown, span } = report;
  const rest = allocation?.unallocated;
  const all: Budgeted[] = department
    ? [budgetOf(department)]
    : [
        { name: null, basisPoints: WHOLE, budget, spent, unpriced: unpricedIn(report.unpriced) },
        ...(allocation?.departments ?? []).map(budgetOf),
        ...(rest
          ? [
              {
                ...{ ...rest, name: "not allocated", budget: rest.budgetPicoUsd },
                ...{ spent: rest.sharedPicoUsd, unpriced: unpricedOf(rest) },
              },
            ]
          : []),
      ];
  const kindOf = (one: Budgeted) => (one.budget === null ? "no budget" : "budget");
  const lines = all.map((one) =>
    csvLine([
      ...[isBudgetKnown ? kindOf(one) : "budget not known", span.month, one.name],
      ...[null, null, null, null, null, null, null, null, null, one.basisPoints / 100],
      ...[one.budget === null ? null : decimal(one.budget), left(one), null],
    ]),
  );
  return lines.join("");
}

function left({ budget, spent, unpriced }: Budgeted): CsvCell {
  return budget === null || knownOf(spent, unpriced) === null ? null : decimal(budget - spent);
}

function budgetOf(department: DepartmentCost): Budgeted {
  const { name, basisPoints, budgetPicoUsd: budget, spentPicoUsd: spent } = department;
  return { name, basisPoints, budget, spent, unpriced: unpricedOf(department) };
}

/** A number also where it was taken back: no spreadsheet is to see a formula in it. */
function decimal(amount: PicoUsd): CsvCell {
  return { decimal: toDecimalUsd(amount) };
}
