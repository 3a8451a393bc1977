import { readFilter, toQuery } from "@/app/(workspace)/admin/requests/query";
import { defineAdminRoute } from "@/lib/action";
import { listAnswer } from "../list-answer";
import { requestsFile } from "./file";

/** Requests for budget as CSV or PDF, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return listAnswer(ctx, request, requestsFile(ctx, query));
});
