import { defineAdminRoute } from "@/lib/action";
import { allocationCsv } from "@/lib/finance";
import { readMonth } from "@/lib/reports";
import { csvAnswer } from "../csv-answer";

/** What each department costs in a month, as CSV. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const month = readMonth(new URL(request.url).searchParams.get("month"));
  return csvAnswer(allocationCsv(ctx, { month }), `purser-departments${month ? `-${month}` : ""}.csv`);
});
