import { readFilter, toQuery } from "@/app/(workspace)/admin/audit/query";
import { defineAdminRoute } from "@/lib/action";

import { csvAnswer } from "../csv-answer";
import { auditFile } from "./file";

/** The audit log as CSV, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const query = toQuery(readFilter(Object.fromEntries(new URL(request.url).searchParams)));
  return csvAnswer(auditFile(ctx, query), "purser-audit.csv");
});
