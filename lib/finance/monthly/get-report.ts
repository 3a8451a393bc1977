import type { Ctx } from "@/lib/org/types";
import { spanOf } from "@/lib/reports";
import type { ReportInput } from "@/lib/reports/types";
import { assertAdmin } from "../admin-only";
import { inSnapshot } from "../snapshot";
import type { MonthlyReport } from "../types";
import { readReport } from "./read-report";

export type MonthlyReportInput = ReportInput & {
  /** Null for the whole organisation. */
  departmentId: string | null;
};

/**
 * The month of the organisation, or of a department with its part of what is shared; every figure is of one snapshot.
 * For admins. Throws `not_found` for a department that is none, `invalid` for a month that has not begun.
 */
export async function getMonthlyReport(ctx: Ctx, input: MonthlyReportInput): Promise<MonthlyReport> {
  assertAdmin(ctx.actor);
  const span = spanOf(input);
  return inSnapshot(ctx, (conn) => readReport(conn, { span, departmentId: input.departmentId }));
}
