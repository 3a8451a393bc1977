import { defineAdminRoute } from "@/lib/action";
import { allocationCsv, allocationPaper, renderSheet } from "@/lib/finance";
import { readMonth } from "@/lib/reports";
import { asksForPdf, csvAnswer, pdfAnswer } from "../csv-answer";

/** What each department costs in a month, as CSV or PDF. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const month = readMonth(new URL(request.url).searchParams.get("month"));
  const name = `purser-departments${month ? `-${month}` : ""}`;
  if (!asksForPdf(request)) return csvAnswer(allocationCsv(ctx, { month }), `${name}.csv`);
  const draw = async () => renderSheet(ctx, await allocationPaper(ctx, { month }));
  return pdfAnswer(ctx, draw, `${name}.pdf`);
});
