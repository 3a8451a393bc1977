import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { AdminHeader } from "@/components/admin/admin-header";
import { StatementBody } from "@/components/admin/finance/statement-body";
import { AddressNotice } from "@/components/ui/address-notice";
import { ExportMenu } from "@/components/ui/export-menu";
import { MonthSwitcher } from "@/components/usage/month-switcher";
import { requireAdminCtx } from "@/lib/auth";
import { isAppError } from "@/lib/errors";
import { getMonthlyReport, type MonthlyReport } from "@/lib/finance";
import type { Ctx } from "@/lib/org/types";
import { readMonth } from "@/lib/reports";
import { knownMonth, misread } from "../../../misread";

export const metadata: Metadata = { title: "Statement of a department" };

type StatementPageProps = {
  params: Promise<{ departmentId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** A department's month: what its members made, and its part of what is shared. */
export default async function StatementPage({ params, searchParams }: StatementPageProps) {
  const ctx = await requireAdminCtx();
  const { departmentId } = await params;
  const asked = await searchParams;
  const month = readMonth(asked.month);
  const report = await getReportOrNotFound(ctx, { departmentId, month });
  const file = `/api/reports/monthly?department=${departmentId}&month=${report.span.month}`;
  const path = `/admin/departments/${departmentId}` as Route;
  return (
    <>
      <AdminHeader
        title={report.department?.name ?? "Department"}
        current="/admin/departments"
        actions={<ExportMenu csv={`${file}&as=csv`} pdf={`${file}&as=pdf`} />}
      />
      <div className="mx-auto w-full max-w-5xl space-y-5 p-4 md:p-6">
        <AddressNotice problem={misread(asked, { month: knownMonth(asked.month) })} />
        <MonthSwitcher path={path} span={report.span} keep={{}} />
        <StatementBody report={report} />
      </div>
    </>
  );
}

type Which = { departmentId: string; month: string | undefined };

async function getReportOrNotFound(ctx: Ctx, which: Which): Promise<MonthlyReport> {
  try {
    return await getMonthlyReport(ctx, which);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
