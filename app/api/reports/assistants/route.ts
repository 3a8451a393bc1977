import { readFilter, toQuery } from "@/app/(workspace)/admin/assistants/query";
import { defineAdminRoute } from "@/lib/action";
import { csvAnswer } from "../csv-answer";
import { assistantsFile } from "./file";

/** Shared assistants as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return csvAnswer(assistantsFile(ctx, query), "purser-assistants.csv");
});
