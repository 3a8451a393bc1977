import { asc, count, eq } from "drizzle-orm";
import type { Conn } from "@/db/client";
import { departments, users } from "@/db/schema";
import type { PicoUsd } from "@/lib/money";
import { DEPARTMENTS_MAX } from "@/lib/org";
import { NO_USAGE, type Span, sumUp } from "@/lib/reports";
import type { UsageSum } from "@/lib/reports/types";
import { readOrgBudget } from "../org-budget";
import { readSums } from "../read-sums";
import { readUnpriced, readUnpricedModels } from "../read-unpriced";
import type { Allocation, DepartmentCost } from "../types";
import { divide, UNALLOCATED, WHOLE } from "./divide";
import { readShares } from "./read-shares";

/**
 * What a month costs each department: its own cost and its part of what no department made. With what is left
 * unallocated they add up to the ledger's month.
 */
export async function readAllocation(conn: Conn, span: Span): Promise<Allocation> {
  const rows = await readDepartments(conn);
  const shares = await readShares(conn, span.month);
  const range = { from: span.firstDay, to: span.lastDay };
  const sums = await readSums(conn, { ...range, group: "department" });
  const unpriced = await readUnpriced(conn, { ...range, group: "department" });
  const sharedUnpriced = unpriced.get("") ?? 0;
  const weights = rows.map(({ departmentId }) => ({
    key: departmentId,
    basisPoints: shares.get(departmentId) ?? 0,
  }));
  const shared = sums.get("") ?? NO_USAGE;
  const costs = divide(shared.costPicoUsd, weights);
  const estimates = divide(shared.estimatedPicoUsd, weights);
  const { picoUsd: budget, isKnown: isBudgetKnown } = await readOrgBudget(conn, span);
  const budgets = budget === null ? null : divide(budget, weights);
  const partOf = (key: string) => ({
    sharedPicoUsd: costs.get(key) ?? 0n,
    sharedEstimatedPicoUsd: estimates.get(key) ?? 0n,
    // A department without a share has no budget; one of nothing would be overspent by anything.
    budgetPicoUsd: key === UNALLOCATED || shares.has(key) ? (budgets?.get(key) ?? null) : null,
  });
  const given = weights.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
  const without = (basisPoints: number) => (basisPoints > 0 ? { sharedUnpriced } : {});
  return {
    ...{ budgetPicoUsd: budget, isBudgetKnown },
    total: sumUp([...sums.values()]),
    shared,
    departments: rows.map((row) =>
      costOf(row, shares, {
        ...{ direct: sums.get(row.departmentId), unpriced: unpriced.get(row.departmentId) ?? 0 },
        ...{ ...partOf(row.departmentId), ...without(shares.get(row.departmentId) ?? 0) },
      }),
    ),
    unallocated: { basisPoints: WHOLE - given, ...partOf(UNALLOCATED), ...without(WHOLE - given) },
    unpriced: unpriced.size > 0 ? await readUnpricedModels(conn, range) : [],
    sharedUnpriced,
  };
}

type Row = { departmentId: string; name: string; members: number };
type Parts = {
  direct: UsageSum | undefined;
  sharedPicoUsd: PicoUsd;
  sharedEstimatedPicoUsd: PicoUsd;
  budgetPicoUsd: PicoUsd | null;
  unpriced: number;
  sharedUnpriced?: number;
};

function costOf(
  row: Row,
  shares: Map<string, number>,
  { direct = NO_USAGE, ...parts }: Parts,
): DepartmentCost {
  const spentPicoUsd = direct.costPicoUsd + parts.sharedPicoUsd;
  return {
    ...row,
    ...parts,
    basisPoints: shares.get(row.departmentId) ?? 0,
    direct,
    spentPicoUsd,
    estimatedPicoUsd: direct.estimatedPicoUsd + parts.sharedEstimatedPicoUsd,
    leftPicoUsd: parts.budgetPicoUsd === null ? null : parts.budgetPicoUsd - spentPicoUsd,
  };
}

function readDepartments(conn: Conn): Promise<Row[]> {
  return conn
    .select({ departmentId: departments.id, name: departments.name, members: count(users.id) })
    .from(departments)
    .leftJoin(users, eq(users.departmentId, departments.id))
    .groupBy(departments.id)
    .orderBy(asc(departments.name), asc(departments.id))
    .limit(DEPARTMENTS_MAX);
}
