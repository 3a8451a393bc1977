import { readFilter } from "@/app/(workspace)/usage/address";
import { defineRoute } from "@/lib/action";
import { renderSheet } from "@/lib/finance";
import { readMonth } from "@/lib/reports";
import { asksForPdf, csvAnswer, pdfAnswer } from "../csv-answer";
import { daysFile, daysPaper, runsFile, runsPaper } from "./files";

/** A month of one's own as CSV or PDF: by day, or with `of=runs` its runs, filtered as the page is by the same address. */
export const GET = defineRoute(async (ctx, request) => {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const month = readMonth(params.month);
  const ofRuns = params.of === "runs";
  const runs = { month, ...readFilter(params) };
  const name = `purser-usage${ofRuns ? "-runs" : ""}${month ? `-${month}` : ""}`;
  const { name: whose } = ctx.profile;
  if (!asksForPdf(request))
    return csvAnswer(ofRuns ? runsFile(ctx, runs) : daysFile(ctx, { month }), `${name}.csv`);
  const draw = async () =>
    ofRuns
      ? renderSheet(ctx, runsPaper(ctx, { ...runs, name: whose }))
      : renderSheet(ctx, await daysPaper(ctx, { month, name: whose }));
  return pdfAnswer(ctx, draw, `${name}.pdf`);
});
