import type { Conn } from "@/db/client";
import { AppError } from "@/lib/errors";
import { findOrganisation } from "@/lib/org";
import { forecastMonth, historyFrom, NO_USAGE, readLabels, type Span, sumUp } from "@/lib/reports";
import type { CostFilters, UsageSum } from "@/lib/reports/types";
import { readAllocation } from "../allocation/read-allocation";
import { findFirstMonth } from "../first-month";
import { readSums } from "../read-sums";
import { readUnpriced, readUnpricedModels } from "../read-unpriced";
import type { Allocation, DepartmentCost, MonthlyReport, NamedSum } from "../types";
import { unpricedIn, unpricedOf } from "../unpriced";

/** Beyond these the others stand together. */
const ROWS_MAX = 100;
export const OTHERS = "*";

type Which = { span: Span; departmentId: string | null };

/** A month's figures of the organisation or of a department. Throws `not_found` for a department that is none. */
export async function readReport(conn: Conn, { span, departmentId }: Which): Promise<MonthlyReport> {
  const allocation = await readAllocation(conn, span);
  return reportOf(conn, { span, departmentId, allocation });
}

/** The same where the month's allocation is known already. */
export async function reportOf(
  conn: Conn,
  { span, departmentId, allocation }: Which & { allocation: Allocation },
): Promise<MonthlyReport> {
  const department = departmentId === null ? null : departmentIn(allocation, departmentId);
  const filters: CostFilters = department ? { department: [department.departmentId] } : {};
  const range = { from: span.firstDay, to: span.lastDay, filters };
  const byDay = await readSums(conn, { ...range, group: null });
  const total = department ? department.direct : allocation.total;
  const without = await readWithout(conn, { range, department, allocation });
  const unpricedOn = without.totalUnpriced > 0 ? await readUnpriced(conn, { ...range, group: null }) : NONE;
  return {
    organisation: (await findOrganisation(conn))?.name ?? "",
    department,
    span: { ...span, firstMonth: await findFirstMonth(conn) },
    total,
    spentPicoUsd: department ? department.spentPicoUsd : total.costPicoUsd,
    estimatedPicoUsd: department ? department.estimatedPicoUsd : total.estimatedPicoUsd,
    budgetPicoUsd: department ? department.budgetPicoUsd : allocation.budgetPicoUsd,
    isBudgetKnown: allocation.isBudgetKnown,
    days: span.days.map((day) => ({
      ...{ day, unpriced: unpricedOn.get(day) ?? 0 },
      ...(byDay.get(day) ?? NO_USAGE),
    })),
    allocation: department ? null : allocation,
    models: await readNamed(conn, "model", { range, ...without }),
    members: await readNamed(conn, "member", { range, ...without }),
    ...without,
    forecast: await readForecast(conn, span, filters),
  };
}

function departmentIn({ departments }: Allocation, departmentId: string): DepartmentCost {
  const found = departments.find((one) => one.departmentId === departmentId);
  if (!found) throw new AppError("not_found", "This department does not exist.");
  return found;
}

const NONE: ReadonlyMap<string, number> = new Map();

type Range = { from: string; to: string; filters: CostFilters };
type Of = { range: Range; department: DepartmentCost | null; allocation: Allocation };
type Without = Required<Pick<MonthlyReport, "totalUnpriced" | "unpriced">>;

/** The calls without a price: of a department also those that it has a share of. */
async function readWithout(conn: Conn, { range, department, allocation }: Of): Promise<Without> {
  const { unpriced = [] } = allocation;
  if (!department) return { totalUnpriced: unpricedIn(unpriced), unpriced };
  const totalUnpriced = department.unpriced ?? 0;
  if (unpricedOf(department) === 0) return { totalUnpriced, unpriced: [] };
  const shared = department.sharedUnpriced ? [""] : [];
  const filters = { department: [department.departmentId, ...shared] };
  return { totalUnpriced, unpriced: await readUnpricedModels(conn, { ...range, filters }) };
}

async function readNamed(
  conn: Conn,
  group: "model" | "member",
  { range, totalUnpriced }: { range: Range; totalUnpriced: number },
): Promise<NamedSum[]> {
  const sums = await readSums(conn, { ...range, group });
  const unpriced = totalUnpriced > 0 ? await readUnpriced(conn, { ...range, group }) : NONE;
  const rows = [...sums]
    .map(([key, sum]) => ({ key, ...sum, unpriced: unpriced.get(key) ?? 0 }))
    .sort(dearestFirst);
  const [shown, rest] = [rows.slice(0, ROWS_MAX), rows.slice(ROWS_MAX)];
  const others = { unpriced: rest.reduce((sum, row) => sum + row.unpriced, 0), ...sumUp(rest) };
  const all = rest.length > 0 ? [...shown, { key: OTHERS, ...others }] : shown;
  const labels = await readLabels(conn, group, all);
  return all.map((row) => ({ ...row, label: labels(row.key) }));
}

function dearestFirst(a: UsageSum & { key: string }, b: UsageSum & { key: string }): number {
  if (a.costPicoUsd !== b.costPicoUsd) return a.costPicoUsd > b.costPicoUsd ? -1 : 1;
  return a.key < b.key ? -1 : 1;
}

async function readForecast(
  conn: Conn,
  span: Span,
  filters: CostFilters,
): Promise<MonthlyReport["forecast"]> {
  if (span.today === null) return null;
  const sums = await readSums(conn, { from: historyFrom(span.today), to: span.today, group: null, filters });
  const costs = new Map([...sums].map(([day, { costPicoUsd }]) => [day, costPicoUsd]));
  const end = forecastMonth(span, costs)?.at(-1);
  if (!end) return null;
  const { day: _, ...forecast } = end;
  return forecast;
}
