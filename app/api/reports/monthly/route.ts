import { defineAdminRoute } from "@/lib/action";
import { getMonthlyReport, monthlyCsv, monthlyFileName, renderReport } from "@/lib/finance";
import { csvAnswer, pdfAnswer } from "../csv-answer";

/** A month of the organisation, or of the department that is named, as PDF or CSV. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const { searchParams } = new URL(request.url);
  const report = await getMonthlyReport(ctx, {
    month: searchParams.get("month") ?? undefined,
    departmentId: searchParams.get("department") || null,
  });
  if (searchParams.get("as") === "csv") {
    return csvAnswer(monthlyCsv(ctx.db, report), monthlyFileName(report, "csv"));
  }
  return pdfAnswer(ctx, () => renderReport(report), monthlyFileName(report, "pdf"));
});
