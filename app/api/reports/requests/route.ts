import { readFilter, toQuery } from "@/app/(workspace)/admin/requests/query";
import { defineAdminRoute } from "@/lib/action";
import { csvAnswer } from "../csv-answer";
import { requestsFile } from "./file";

/** Requests for budget as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return csvAnswer(requestsFile(ctx, query), "purser-requests.csv");
});
