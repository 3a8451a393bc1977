import { readFilter, toQuery } from "@/app/(workspace)/admin/integrity/estimates/query";
import { defineAdminRoute } from "@/lib/action";
import { listAnswer } from "../list-answer";
import { estimatesFile } from "./file";

/** Estimated amounts as CSV or PDF, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return listAnswer(ctx, request, estimatesFile(ctx, query));
});
