import { readFilter, toQuery } from "@/app/(workspace)/admin/alerts/all/query";
import { defineAdminRoute } from "@/lib/action";
import { csvAnswer } from "../csv-answer";
import { happenedFile } from "./file";

/** Every alert as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return csvAnswer(happenedFile(ctx, query), "purser-all-alerts.csv");
});
