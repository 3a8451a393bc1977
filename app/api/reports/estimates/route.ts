import { readFilter, toQuery } from "@/app/(workspace)/admin/integrity/estimates/query";
import { defineAdminRoute } from "@/lib/action";
import { csvAnswer } from "../csv-answer";
import { estimatesFile } from "./file";

/** Estimated amounts as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return csvAnswer(estimatesFile(ctx, query), "purser-estimates.csv");
});
