import { readFilter } from "@/app/(workspace)/usage/address";
import { defineRoute } from "@/lib/action";
import { readMonth } from "@/lib/reports";
import { csvAnswer } from "../csv-answer";
import { daysFile, runsFile } from "./files";

/** A month of one's own as CSV: by day, or with `of=runs` its runs, filtered as the page is by the same address. */
export const GET = defineRoute(async (ctx, request) => {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  const month = readMonth(params.month);
  const ofRuns = params.of === "runs";
  const file = ofRuns ? runsFile(ctx, { month, ...readFilter(params) }) : daysFile(ctx, { month });
  const name = `purser-usage${ofRuns ? "-runs" : ""}${month ? `-${month}` : ""}.csv`;
  return csvAnswer(file, name);
});
