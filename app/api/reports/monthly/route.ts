import { defineAdminRoute } from "@/lib/action";
import { getMonthlyReport, monthlyCsv, monthlyFileName, renderReport } from "@/lib/finance";
import { csvAnswer, fileAnswer } from "../csv-answer";

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
  const bytes = Uint8Array.from(await renderReport(report));
  return fileAnswer(bytes, "application/pdf", monthlyFileName(report, "pdf"));
});
