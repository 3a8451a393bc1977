import { type PicoUsd, toDecimalUsd } from "@/lib/money";
import type { Ctx } from "@/lib/org/types";
import { type CsvCell, csvLine } from "@/lib/reports";
import type { ReportInput } from "@/lib/reports/types";
import type { DepartmentCost } from "../types";
import { getAllocation } from "./get-allocation";

/** Few enough to be one page. */
const ALL = 500;

const HEADER = [
  ...["month", "department", "department_id", "members", "share_percent", "budget_usd", "direct_usd"],
  ...["shared_usd", "spent_usd", "estimated_usd", "left_usd"],
];

/**
 * The departments' costs and budgets in a month as lines, the last one what is not allocated: direct and shared cost
 * add up to the ledger's month. Amounts are exact decimals. For admins.
 */
export async function* allocationCsv(ctx: Ctx, input: ReportInput = {}): AsyncGenerator<string> {
  const { span, departments, unallocated } = await getAllocation(ctx, { ...input, limit: ALL });
  yield csvLine(HEADER);
  yield departments.map((one) => lineOf(span.month, one)).join("");
  const { basisPoints, budgetPicoUsd, sharedPicoUsd, sharedEstimatedPicoUsd } = unallocated;
  yield csvLine([
    ...[span.month, "not allocated", null, null, percent(basisPoints), decimal(budgetPicoUsd), decimal(0n)],
    ...[sharedPicoUsd, sharedPicoUsd, sharedEstimatedPicoUsd].map(decimal),
    decimal(budgetPicoUsd === null ? null : budgetPicoUsd - sharedPicoUsd),
  ]);
}

function lineOf(month: string, one: DepartmentCost): string {
  return csvLine([
    ...[month, one.name, one.departmentId, one.members, percent(one.basisPoints)],
    ...[one.budgetPicoUsd, one.direct.costPicoUsd, one.sharedPicoUsd, one.spentPicoUsd].map(decimal),
    ...[one.estimatedPicoUsd, one.leftPicoUsd].map(decimal),
  ]);
}

function decimal(amount: PicoUsd | null): CsvCell {
  return amount === null ? null : { decimal: toDecimalUsd(amount) };
}

function percent(basisPoints: number): CsvCell {
  return basisPoints / 100;
}
