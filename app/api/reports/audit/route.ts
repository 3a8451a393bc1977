import { readFilter } from "@/app/(workspace)/admin/audit/query";
import { defineAdminRoute } from "@/lib/action";
import { listAnswer } from "../list-answer";
import { auditFile } from "./file";

/** The audit log as CSV or PDF, filtered as the page is by the same address. */
export const GET = defineAdminRoute(async (ctx, request) => {
  const filter = readFilter(Object.fromEntries(new URL(request.url).searchParams));
  return listAnswer(ctx, request, auditFile(ctx, filter));
});
